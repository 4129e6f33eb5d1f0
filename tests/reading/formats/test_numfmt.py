"""What helpers.reading.formats.numfmt and datefmt promise: what a reader of the spreadsheet sees."""

from datetime import date, datetime, time

import pytest

from helpers.reading.formats import datefmt, numfmt

ACCOUNTS = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.958, "0.00%", "95.80%"),
        (1, "0%", "100%"),
        (-0.05, "0%", "-5%"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (999, "#,##0", "999"),
        (1234.5, ACCOUNTS, "1,234.50"),
        (-1234.5, ACCOUNTS, "-1,234.50"),
        (0, ACCOUNTS, "-"),
        (-5.5, "0.00_);(0.00)", "(5.50)"),
        (280.0, "General", "280"),
        (0.1 + 0.2, "General", "0.3"),
        (1e16, "General", "10000000000000000"),
        (0.00001, "General", "0.00001"),
        (328.54, 'G/通用格式"万元"', "328.54万元"),
        (-328.54, 'General"万元"', "-328.54万元"),
        (12, '0"万元"', "12万元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (3, "000", "003"),
        (0.5, "#.##", ".5"),
        (280, "0.##", "280"),
        (13800001111, "000-0000-0000", "138-0000-1111"),
        (12000, '[>=10000]0.0,"千";0', "12.0千"),
        (5, '[>=10000]0.0,"千";0', "5"),
        (60, '[<60]"差";[<=60]"及格"0;0', "及格60"),
        (60, '[>60]"优"0;[=60]"平"0;0', "平60"),
        (60, '[<>60]"非"0;0', "60"),
        (-60, '[<0]"负"0;0', "-负60"),
        (0, "0;-0;;@", ""),
        (5, "@", "5"),
        (0.25, "# ?/?", "0.25"),
        (328.5, "[DBNum2][$-804]0.0", "328.5"),
        (5, '[Red]0;"a;b"', "5"),
    ],
)
def test_a_number_is_shown_as_its_format_says(value, code, text):
    assert numfmt.number(value, code) == numfmt.Shown(text, True)


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (95.7963, "0.00_ ", "95.80"),
        (2.5, "0", "3"),
        (1.005, "0.00", "1.01"),
        (-0.001, "0.00", "0.00"),
        (12345, "0!.0,", "1.2"),
        (1234567, '0.00,,"百万"', "1.23百万"),
        (5, ";;;", ""),
    ],
)
def test_a_number_that_has_more_than_is_shown_says_so(value, code, text):
    assert numfmt.number(value, code) == numfmt.Shown(text, False)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy/m/d", "2024/3/5"),
        ('yyyy"年"m"月"d"日";@', "2024年3月5日"),
        ("[$-804]yyyy年m月d日", "2024年3月5日"),
        ("yyyy-mm-dd hh:mm:ss", "2024-03-05 14:07:09"),
        ("mm:ss", "07:09"),
        ("上午/下午h:mm", "下午2:07"),
        ("d-mmm-yy", "5-Mar-24"),
        ("aaaa", "星期二"),
        ("General", "2024-03-05 14:07:09"),
        ("[h]:mm:ss", "2024-03-05 14:07:09"),
        ("dddd d", "2024-03-05 14:07:09"),
    ],
)
def test_a_date_is_shown_as_its_format_says_or_in_iso_form(code, text):
    assert datefmt.moment(datetime(2024, 3, 5, 14, 7, 9), code) == text


def test_a_day_without_time_and_a_time_without_day_are_shown_too():
    assert datefmt.moment(date(2024, 3, 5), "m/d h:mm") == "3/5 0:00"
    assert datefmt.moment(time(9, 5), "h:mm") == "9:05"
    assert datefmt.moment(time(9, 5), "General") == "09:05:00"
