"""What helpers.output.rows promises: each row of a printed table leads to the rows it was computed from."""

from pathlib import Path

import pandas as pd
import pytest

from helpers.output import rows, save, tables

KNOWN = pd.DataFrame(
    {"source": ["seeds", "public"], "report_id": ["001", "P003"], "project_id": ["001-2", "P003-1"], "seq": [7, 1]}
)


def test_rows_are_listed_by_the_name_of_the_row_that_used_them():
    found = rows.listed({"rate": KNOWN.drop(columns="seq"), "*": KNOWN.iloc[:1]})
    assert save.csv_text(found).splitlines() == [
        "row,source,report_id,project_id,seq",
        "rate,seeds,001,001-2,",
        "rate,public,P003,P003-1,",
        "*,seeds,001,001-2,7",
    ]


def test_rows_of_unknown_place_are_refused():
    with pytest.raises(ValueError, match="rate: expected the columns source, report_id.*absent: project_id"):
        rows.listed({"rate": KNOWN.drop(columns="project_id")})


def test_a_link_leads_to_the_row_on_the_review_page_from_the_folder_of_the_table():
    found = rows.links(rows.listed({"a": KNOWN}), Path("p/runs/paper/review"), Path("p/figures"))
    assert found == {"a": [("001-2, 7", "../runs/paper/review/001.html#r-indicators-6"), ("P003-1, 1", "")]}


def test_a_saved_table_keeps_its_rows_and_html_leads_to_them(tmp_path):
    frame = pd.DataFrame({"variable": ["<b>x</b>", "y"], "n": [2, 3]})
    written = tables.save_table(frame, "t", tmp_path / "figures", "c", rows={"y": KNOWN}, review=tmp_path / "review")
    assert [path.name for path in written] == ["t.csv", "t.tex", "t.docx", "t.html", "t.csv"]
    page = (tmp_path / "figures" / "t.html").read_text(encoding="utf-8")
    assert '<td><a href="#rows-0">y</a></td>' in page
    assert "<td>&lt;b&gt;x&lt;/b&gt;</td>" in page
    assert '<a href="../review/001.html#r-indicators-6">001-2, 7</a>' in page
