"""What helpers.reading.formats.limits promises: a container is refused by its directory, before it is unpacked."""

import io
import zipfile

import pytest

from helpers.reading.formats import limits
from helpers.reading.formats.limits import Refused, archive

from .made import repacked, zipped


def refusal(data: bytes) -> Refused:
    with pytest.raises(Refused) as refused:
        archive(data)
    return refused.value


def test_a_container_within_the_limits_is_opened():
    assert archive(zipped({"a.xml": "<a/>"})).namelist() == ["a.xml"]


def test_a_container_that_unpacks_to_too_much_is_refused_unread(monkeypatch):
    data = zipped({"a.xml": b"x" * 1000})
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    monkeypatch.setattr(limits, "LARGEST_UNPACKED", 999)
    assert refusal(data).kind == "too_large"


def test_a_container_that_grows_over_two_hundred_times_is_refused():
    error = refusal(zipped({"a.xml": bytes(20_000_000)}))
    assert error.kind == "too_large"
    assert "unpack to 20000000, over 200 times" in str(error)


def test_a_small_container_of_blanks_is_not():
    assert archive(zipped({"a.xml": b" " * 5_000_000}))


def test_a_container_of_too_many_parts_is_refused():
    assert refusal(zipped({f"{at}": b"" for at in range(10_001)})).kind == "too_large"


def test_encrypted_parts_are_said_to_be():
    data = bytearray(zipped({"a.xml": b"x"}))
    data[data.find(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).kind == "encrypted"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_with_a_document_type_is_refused(encoding):
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    error = refusal(repacked(zipped({"ok.xml": "<a/>"}), {"x/y.xml": bomb.encode(encoding)}))
    assert (error.kind, str(error)) == ("damaged", "x/y.xml declares a document type, as no Office program does")


def test_what_is_no_container_keeps_the_error_of_zipfile():
    with pytest.raises(zipfile.BadZipFile):
        archive(io.BytesIO(b"PK\x03\x04 and no more").getvalue())
