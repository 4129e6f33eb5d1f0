"""What helpers.output.tables promises: full numbers for programs, short ones for people, all files or none."""

import pandas as pd
import pytest

from helpers.output import latex, printed, save, tables


def tex(frame: pd.DataFrame, **options: object) -> list[str]:
    return latex.table(printed.printed(frame, "name", "caption", **options)).splitlines()


def test_an_index_of_labels_is_the_first_column_and_a_plain_one_is_not(tmp_path):
    frame = pd.DataFrame({"n": [1, 2]}, index=["甲", "乙"])
    assert tex(frame)[6:9] == [r" & n \\", r"\midrule", r"甲 & 1 \\"]
    assert save.csv_text(pd.read_csv(tables.save_table(frame, "a", tmp_path, "c")[0])) == "row,n\n甲,1\n乙,2\n"
    assert tex(frame.rename_axis("unit_1"))[6] == r"unit\_1 & n \\"
    assert tex(frame.reset_index(drop=True).loc[[1]])[8] == r"2 \\"


def test_the_csv_holds_every_digit_that_the_printed_table_leaves_out(tmp_path):
    frame = pd.DataFrame({"share": [1 / 3, None]})
    written = tables.save_table(frame, "table_1", tmp_path, "shares", "N = 2")
    assert [path.name for path in written] == [f"table_1.{kind}" for kind in ("csv", "tex", "docx", "html")]
    assert written[0].read_bytes() == b'share\n0.333333333333\n""\n'
    assert "0.333 " in written[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"name": "../a"}, "named with letters"),
        ({"formats": ("csv", "xlsx")}, "csv, tex, docx, html, found xlsx"),
        ({"caption": " "}, "a: a table needs a caption"),
        ({"numbers": {"b": ".2f"}}, "found b"),
        ({"align": "lr"}, "each of 1 columns, found 'lr'"),
        ({"frame": pd.DataFrame({("a", "b"): [1]})}, "one line of column labels, found 2"),
    ],
)
def test_a_table_that_cannot_be_written_is_refused_and_none_is(tmp_path, options, message):
    with pytest.raises(ValueError, match=message):
        tables.save_table(
            **{"frame": pd.DataFrame({"a": [1]}), "name": "a", "folder": tmp_path, "caption": "c", **options}
        )
    assert list(tmp_path.iterdir()) == []


def test_of_a_long_table_the_first_rows_can_be_printed_and_all_go_into_the_csv(tmp_path):
    frame = pd.DataFrame({"x": list("abc"), "n": [1, 2, 3]})
    written = tables.save_table(frame.head(2), "a", tmp_path, "c", data=frame)
    assert len(pd.read_csv(written[0])) == 3
    assert "<td>b</td>" in written[3].read_text(encoding="utf-8")
    assert "<td>c</td>" not in written[3].read_text(encoding="utf-8")
