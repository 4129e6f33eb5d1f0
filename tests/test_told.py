"""What `check` prints: findings in lines that a terminal holds, figures as they matter, and words that it explains."""

import re
import unicodedata

import pandas as pd
import pytest

from helpers import told
from helpers.coding.checks import findings
from helpers.coding.checks.findings import Figure, Finding
from helpers.coding.schema import tables

PROSE = (
    "全年共受理法律援助案件五千余件，其中民事案件占多数，各县（市、区）均已设立工作站并配备专职人员，群众满意度较高。"
    * 3
)


@pytest.fixture(autouse=True)
def terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")


def figures(*values: float) -> tuple[Figure, ...]:
    return tuple(Figure(f"funds:{n}", value, 0.5, 10 * n, 10 * n + 2) for n, value in enumerate(values))


def printed(tmp_path, *found: Finding, reports=(), verdicts=(), quote: str = "", problems=()) -> list[str]:
    """The lines on these findings, of reports that are called by their names in them."""
    names = sorted({each for finding in found for each in finding.report_id.split("+")})
    rows = [
        {"report_id": name, "source_file": f"{name}.txt", "sha256": f"{n:064}", "annex_missing": False}
        for n, name in enumerate(names)
    ]
    said = [
        {"source_file": f"{n}.txt", "sha256": rows[0]["sha256"], "kind": kind, "reason": why}
        for n, kind, why in problems
    ]
    for name, own in (("reports", rows), ("problems", said)):
        frame = pd.DataFrame(own, columns=list(tables()[name]["columns"]))
        frame.to_csv(tmp_path / f"{name}.csv", index=False, lineterminator="\n")
    audit = findings.table(found).assign(quote=quote)
    return list(told.lines(audit, tmp_path, reports, verdicts))


def limit(report: str = "A", verdict: str = "exceeds") -> Finding:
    both = figures(280, 328.54)
    return Finding(report, "limit", "total: executed against initial_budget, 万元", both[0], 328.54, both, verdict, 0.0)


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(tmp_path, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = printed(tmp_path, limit(), quote=PROSE)
    assert max(sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line) for line in lines) <= columns
    assert PROSE in "".join(line[told.INDENT :] for line in lines)
    assert "limit 280, found 328.54" in "\n".join(lines)  # on one line


def test_codes_of_the_tables_are_in_words_and_the_words_of_verdicts_explained_once(tmp_path):
    lines = printed(tmp_path, limit(), limit("B"), limit("C", "holds"))
    assert lines[0] == "exceeds         A  total: spending against initial budget, 万元: limit 280, found 328.54"
    assert lines[2:] == [
        "3 checks: 2 exceeds, 1 holds",
        "exceeds         a figure is beyond its limit, as spending beyond its budget",
    ]


@pytest.mark.parametrize("verdict", tables()["audit"]["columns"]["verdict"]["values"])
def test_every_verdict_is_explained(tmp_path, verdict):
    assert len(printed(tmp_path, limit(verdict=verdict), verdicts=[verdict])[-1]) > told.INDENT


@pytest.mark.parametrize(
    ("stated", "recomputed", "values"),
    [
        (56.7, 100 * 42 / 74, "stated 56.7, recomputed 56.757"),
        (99, 98.9583333333, "stated 99, recomputed 98.96"),
        (95, 95.0004, "stated 95, recomputed 95.0004"),
        (1063.98, 867.89, "stated 1063.98, recomputed 867.89"),
        (12, None, "stated 12"),
    ],
)
def test_a_recomputed_figure_has_the_digits_that_matter(tmp_path, stated, recomputed, values):
    used = figures(stated, 1)
    rate = Finding("A", "rate", "rate, %", used[0], recomputed, used, "rounding")
    assert printed(tmp_path, rate)[0].endswith(f": {values}")


@pytest.mark.parametrize("kind", ["repeat", "cross_report"])
def test_of_what_is_told_twice_nothing_is_called_recomputed(tmp_path, kind):
    two = figures(17990, 18348)
    found = Finding("A+B", kind, "排查: told twice, 次", two[0], 18348, two, "scope", 0.0)
    assert printed(tmp_path, found)[0].endswith("排查: told twice, 次: told 17990 and 18348")


def test_the_words_of_some_figures_are_shown_and_how_many_more_were_used(tmp_path):
    used = figures(88, *range(7))
    found = Finding("A", "score", "total against its rows", used[0], 21, used, "contradiction", 0.0)
    assert printed(tmp_path, found, quote="得分")[1].strip() == "得分 … and 4 more"
    assert printed(tmp_path, limit(), quote="得分")[1].strip() == "得分"


def test_reports_and_verdicts_can_be_chosen(tmp_path):
    found = limit("A"), limit("A+B", "scope"), limit("B", "contradiction"), limit("C", "holds")
    assert said(printed(tmp_path, *found, reports=["A"])) == ["exceeds A", "scope A+B"]
    assert said(printed(tmp_path, *found, reports=["A", "C"])) == ["exceeds A", "scope A+B"]
    assert said(printed(tmp_path, *found, verdicts=["contradiction"])) == ["contradiction B"]
    assert said(printed(tmp_path, *found, verdicts=["holds", "scope"])) == ["scope A+B", "holds C"]


def said(lines: list[str]) -> list[str]:
    """Verdict and report of each finding."""
    return [" ".join(found.groups()) for line in lines if (found := re.match(r"(\S+) +(\S+)  total", line))]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"reports": ["watr"]}, "no 'watr' among water"),
        ({"reports": ["water", "x"]}, "no 'x' among"),
        ({"verdicts": ["contradictions"]}, "no 'contradictions' among contradiction"),
    ],
)
def test_a_report_or_a_verdict_that_there_is_not_is_refused_with_what_is_near(tmp_path, asked, complaint):
    with pytest.raises(ValueError, match=complaint):
        printed(tmp_path, limit("water"), limit("road"), **asked)


def test_an_assumed_unit_is_told_with_its_report(tmp_path):
    problems = ("A", "unit_assumed", "自评表!R5C3: read as 万元"), ("A", "empty_total", "a total of 0")
    told_ = "unit_assumed    A  自评表!R5C3: read as 万元"
    assert [
        line for line in printed(tmp_path, limit("A"), limit("B"), problems=problems) if "!" in line or "empty" in line
    ] == [told_]
    assert told_ in printed(tmp_path, limit("A"), limit("B"), problems=problems, reports=["A"])
    assert not any(
        "unit" in line for line in printed(tmp_path, limit("A"), limit("B"), problems=problems, reports=["B"])
    )


def test_tables_of_no_problems_are_told_all_the_same(tmp_path):
    lines = printed(tmp_path, limit())
    (tmp_path / "problems.csv").unlink()
    assert [*told.lines(findings.table([limit()]).assign(quote=""), tmp_path, (), ())] == lines
