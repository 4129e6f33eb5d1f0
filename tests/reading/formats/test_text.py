"""What helpers.reading.formats.text promises: the text as it is, or the reason why none is given."""

import pytest

from helpers.reading.formats import text
from helpers.reading.formats.limits import Refused

REPORT = "二〇二一年，朱镕基小学实际支出328.54万元。\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_each_encoding_gives_the_same_text(encoding):
    assert text.read(REPORT.encode(encoding)).text == REPORT


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (
            "本單位年初預算數為二百八十萬元,全年執行數為三百二十八萬元,主要原因是人員增加".encode("big5"),
            "encoding_unknown",
        ),
        ("实际支出".encode("gb18030") + "执行率".encode() + b"\xff", "encoding_unknown"),
        (b"report\0\0\0", "not_text"),
    ],
    ids=["Big5", "mixed", "NUL"],
)
def test_what_cannot_be_read_for_sure_is_refused(data, kind):
    with pytest.raises(Refused) as refused:
        text.read(data)
    assert refused.value.kind == kind


def test_nothing_is_put_in_place_of_a_byte():
    assert "\ufffd" not in text.read(REPORT.encode("gb18030")).text
