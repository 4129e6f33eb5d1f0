"""What helpers.batch.lean promises: what is printed is sent, and where nothing was printed no thread is woken."""

from types import SimpleNamespace

import pytest
from ipykernel.iostream import IOPubThread
from jupyter_client.session import Session

from helpers.batch.lean import Stream


class AtOnce(IOPubThread):
    """Stands in for the thread that sends: it does all at once, and keeps what it was woken for and what it sent."""

    def __init__(self) -> None:
        self.woken, self.sent = [], []
        self.thread = SimpleNamespace(is_alive=lambda: True, ident=0)
        self.io_loop = SimpleNamespace(call_later=lambda *_: None)

    def schedule(self, f):
        self.woken.append(f)
        f()

    def send_multipart(self, parts, **_):
        self.sent.append(b"".join(parts))


@pytest.fixture
def stream() -> Stream:
    return Stream(Session(), AtOnce(), "stdout", watchfd=False)


def test_what_was_printed_has_been_sent_when_a_flush_returns(stream):
    print("328.54", file=stream)
    assert stream.pub_thread.sent == []
    stream.flush()
    assert [b'"328.54\\n"' in each for each in stream.pub_thread.sent] == [True]


def test_a_flush_of_nothing_wakes_nobody(stream):
    stream.flush()
    assert stream.pub_thread.woken == []
    print("1", file=stream)
    stream.flush()
    before = len(stream.pub_thread.woken)
    stream.flush()
    assert len(stream.pub_thread.woken) == before
