"""What helpers.batch.lean promises: what is printed is sent, and where nothing was printed no thread is woken."""

from types import SimpleNamespace

import pytest
from jupyter_client.session import Session

from helpers.batch.lean import Stream


@pytest.fixture
def stream():
    """A stream, what it sent, and what the thread that sends was woken for; it is a stand-in that does all at once."""
    woken, sent = [], []
    thread = SimpleNamespace(
        thread=SimpleNamespace(is_alive=lambda: True, ident=0),
        io_loop=SimpleNamespace(call_later=lambda *_: None),
        schedule=lambda call: (woken.append(call), call()),
        send_multipart=lambda parts, **_: sent.append(b"".join(parts)),
    )
    return Stream(Session(), thread, "stdout", watchfd=False), sent, woken


def test_what_was_printed_has_been_sent_when_a_flush_returns(stream):
    printed, sent, _ = stream
    print("328.54", file=printed)
    assert sent == []
    printed.flush()
    assert len(sent) == 1
    assert b'"328.54\\n"' in sent[0]


def test_a_flush_of_nothing_wakes_nobody(stream):
    printed, _, woken = stream
    printed.flush()
    assert woken == []
    print("1", file=printed)
    printed.flush()
    before = len(woken)
    printed.flush()
    assert len(woken) == before
