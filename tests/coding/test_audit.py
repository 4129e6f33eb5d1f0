"""What helpers.coding.audit promises: what the five reports are known to contradict is found and nothing else; accounts
that are consistent hold, and a difference planted in them is found."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import paths
from helpers.coding import frames
from helpers.coding.audit import audit
from helpers.coding.schema import tables
from helpers.reading.report import read_folder, texts

from . import made
from .made import found, line, of

# What a person found in the five reports

FOUND_BY_HAND = [  # report, kind, stated, recomputed, verdict; coded by hand
    ("000", "limit", 280, 328.54, "exceeds"),
    ("000", "limit", 180, 258.84, "exceeds"),
    ("001", "sum", 1063.98, 867.89, "contradiction"),
    ("001", "limit", 45, 62.82, "exceeds"),
    ("001", "limit", 203.23, 255, "exceeds"),
    ("001", "unit", 80, 850, "not_comparable"),
    ("001", "unit", 80, 240, "not_comparable"),
    ("001", "unit", 80, 400, "not_comparable"),
    ("001", "rate", 776.55, 776.55, "no_information"),
    ("003", "repeat", 87.17, 87.12, "contradiction"),
    ("003", "identity", 29.58, 29.63, "contradiction"),
    ("003", "limit", 28.6, 56.23, "exceeds"),
    ("003", "score", 100, 103, "scope"),
    ("000", "sum", 1402, 74 + 1320 + 10, "scope"),
    ("000", "rate", 56.7, 100 * 42 / 74, "truncation"),
    ("000+001", "cross_report", 17990, 18348, "scope"),
    ("000+001", "cross_report", 9839, 9884, "scope"),
    ("000+001", "cross_report", 9821, 9866, "scope"),
    ("000+001", "cross_report", 5162, 4521, "scope"),
    ("000+001", "cross_report", 11890, 10590, "scope"),
    ("003", "limit", 79, 82, "exceeds"),
    ("003", "sum", 4147.76, 4147.75, "rounding"),
    ("003", "part", 9453, 8710 + 815, "contradiction"),
    ("003", "repeat", 4078, 3986, "contradiction"),
]
HOLDS_BY_HAND = [  # the same, added up by hand
    ("000", "sum", 280, 180 + 100),
    ("000", "sum", 328.54, 258.84 + 69.7),
    ("000", "limit", 100, 69.7),
    ("001", "sum", 1063.98, 1013.98 + 50),
    ("001", "sum", 776.55, 756.55 + 20),
    ("001", "limit", 1063.98, 776.55),
    ("002", "limit", 69.8, 52.24),
    ("003", "sum", 6025.47, 5937.35 + 0.95 + 87.17),
    ("003", "sum", 5995.89, 3384.52 + 2611.37),
    ("003", "sum", 5995.89, 2630.53 + 857.13 + 554.48 + 1953.75),
    ("003", "identity", 29.58, 5937.35 + 87.12 - 5994.89),
    ("003", "rate", 99.51, 100 * 5994.89 / (5937.35 + 87.12)),
    ("003", "rate", 0.5, 100 * 29.58 / (5937.35 + 87.12)),
    ("003", "rate", 196.61, 100 * 56.23 / 28.6),
    ("003", "rate", 91.75, 100 * 197.54 / 215.31),
    ("003", "limit", 215.31, 197.54),
    ("004", "sum", 3622.4, 2433.84 + 1188.56),
]


@pytest.fixture(scope="module")
def reports() -> pd.DataFrame:
    """The audit of the reports that ship with the project."""
    return audit(frames.from_records(read_folder([paths.REPORTS])), texts([paths.REPORTS]))


def rows(table: pd.DataFrame, report: str, kind: str, stated: float, recomputed: float) -> pd.DataFrame:
    own = table[(table["report_id"] == report) & (table["kind"] == kind)]
    return own[(own["stated"].round(6) == round(stated, 6)) & (own["recomputed"].round(6) == round(recomputed, 6))]


@pytest.mark.parametrize(("report", "kind", "stated", "recomputed", "verdict"), FOUND_BY_HAND)
def test_what_a_person_found_in_the_reports_is_found(reports, report, kind, stated, recomputed, verdict):
    assert set(rows(reports, report, kind, stated, recomputed)["verdict"]) == {verdict}


@pytest.mark.parametrize(("report", "kind", "stated", "recomputed"), HOLDS_BY_HAND)
def test_what_holds_by_hand_in_the_reports_holds(reports, report, kind, stated, recomputed):
    verdicts = rows(reports, report, kind, stated, recomputed)["verdict"]
    assert set(verdicts) == ({"rounding"} if kind == "rate" else {"holds"})


@pytest.mark.parametrize("verdict", ["contradiction", "exceeds", "not_comparable", "scope", "no_information"])
def test_nothing_else_in_the_reports_is_called_so(reports, verdict):
    called = reports[reports["verdict"] == verdict]
    assert len(called) == sum(known[-1] == verdict for known in FOUND_BY_HAND)


def test_the_targets_that_report_002_sets_and_never_comes_back_to_are_not_reported(reports):
    called = reports[reports["verdict"] == "not_reported"]  # twelve experts, seven districts, all of them
    assert sorted(zip(called["report_id"], called["stated"], strict=True)) == [("002", 7), ("002", 12), ("002", 100)]


# Indicators


def test_persons_are_not_comparable_with_person_times():
    row = {"target": "80", "target_unit": "人", "actual": "850", "actual_unit": "人次", "actual_comparator": "~"}
    assert found(indicators=made.indicators(row)) == [("unit", "not_comparable")]


def test_a_target_without_a_unit_is_comparable():
    row = {"target": "200", "actual": "299", "actual_unit": "人次"}
    assert found(indicators=made.indicators(row)) == []


def test_a_target_without_an_actual_is_not_reported_in_numbers_or_in_words():
    rows = {"target": "12", "target_unit": "人"}, {"target": "有提高", "comparator": "qualitative"}
    assert found(indicators=made.indicators(*rows)) == [("missing", "not_reported")] * 2
    assert found(indicators=made.indicators({"actual": "12"})) == []


def test_reports_are_not_mixed():
    rows = ("executed", "100"), ("executed", "60", of("basic")), ("executed", "40", of("project"))
    two = pd.concat([made.funds(*rows), made.funds(*rows, ("initial_budget", "50")).assign(report_id="Q")])
    table = audit(made.read(funds=two.reset_index(drop=True)))
    assert table[["report_id", "verdict"]].to_numpy().tolist() == [["Q", "exceeds"], ["Q", "holds"], ["R", "holds"]]


def test_a_report_without_figures_has_an_empty_audit_with_all_columns():
    assert list(audit(made.read()).columns) == list(tables()["audit"]["columns"])
    assert audit(made.read()).empty


def test_figures_of_a_grid_are_compared_in_their_order_and_have_no_place_in_a_text():
    rows = ("executed", "100"), ("executed", "70", of("basic")), ("executed", "50", of("project"))
    grid = made.in_grid(made.funds(*rows))
    found = audit(made.read(funds=grid), {"R": "a text"})
    assert found["verdict"].tolist() == ["contradiction"]
    assert found[["start", "end"]].isna().all(axis=None)
    moved = audit(made.read(funds=pd.concat([grid.assign(report_id="A"), grid], ignore_index=True)))
    assert found["check_id"].tolist() == moved[moved["report_id"] == "R"]["check_id"].tolist()


def test_a_finding_quotes_the_sentences_of_its_figures():
    text = "全年安排预算28万元。实际支出30万元，超出预算。"
    funds = made.funds(("initial_budget", "28", {"start": 6, "end": 8}), ("executed", "30", {"start": 15, "end": 17}))
    assert audit(made.read(funds=funds), {"R": text})["quote"].tolist() == [
        "全年安排预算28万元 … 实际支出30万元，超出预算"
    ]
    assert audit(made.read(funds=funds))["quote"].tolist() == [""]


def test_scope_comes_with_the_reading_that_makes_it_innocent_and_nothing_else_does():
    scope = audit(made.read(funds=made.funds(("executed", "100.52"), ("executed", "90.31"))))
    assert scope["verdict"].tolist() == ["scope"]
    assert scope["innocent"].ne("").all()
    exceeds = audit(made.read(funds=made.funds(("initial_budget", "28"), ("executed", "30"))))
    assert exceeds["innocent"].eq("").all()


def test_the_tables_given_are_not_changed():
    read, kept = (made.read(funds=made.funds(("initial_budget", "28"), ("executed", "30"))) for _ in range(2))
    audit(read)
    for name, frame in read.items():
        pd.testing.assert_frame_equal(frame, kept[name])


# Accounts made up

cents = st.integers(10_000, 10**8)


@st.composite
def accounts(draw) -> dict[tuple[str, str], int]:
    """Money in 1/100 万元 that is consistent: of two sources, in two to five lines, spent within its budget."""
    spent = [draw(st.tuples(cents, cents)) for _ in range(draw(st.integers(2, 5)))]
    left = [tuple(draw(st.integers(0, part)) for part in each) for each in spent]
    money = {("executed", number): sum(each) for number, each in enumerate(spent)}
    money |= {
        ("initial_budget", number): sum(a) + sum(b) for number, (a, b) in enumerate(zip(spent, left, strict=True))
    }
    for stage, parts in (("executed", [spent]), ("initial_budget", [spent, left])):
        for place, source in enumerate(("general_public", "government_fund")):
            money[stage, source] = sum(each[place] for part in parts for each in part)
        money[stage, "total"] = money[stage, "general_public"] + money[stage, "government_fund"]
    return money


def printed(money: dict) -> list[tuple]:
    """The accounts as a report prints them: the whole with its sources, stage by stage, then the lines."""
    rows = []
    for stage in ("initial_budget", "executed"):
        for source in ("total", "general_public", "government_fund"):
            rows.append((stage, f"{money[stage, source] / 100:.2f}", {"source": source}))
    for (stage, number), amount in money.items():
        if isinstance(number, int):
            rows.append((stage, f"{amount / 100:.2f}", line(f"R-{number}", "经费")))
    return rows


@settings(max_examples=15)
@given(accounts())
def test_consistent_accounts_hold(money):
    assert {verdict for _, verdict in found(*printed(money))} == {"holds"}


@settings(max_examples=15)
@given(accounts(), st.sampled_from(["initial_budget", "executed"]), st.integers(10, 9_000), st.booleans())
def test_a_difference_planted_in_a_total_is_found(money, stage, difference, more):
    money[stage, "total"] += difference if more else -difference
    assert [verdict for kind, verdict in found(*printed(money)) if kind == "sum"].count("contradiction") == 2


@settings(max_examples=10)
@given(accounts(), st.integers(10, 9_000))
def test_a_difference_planted_in_a_line_is_found(money, difference):
    money["executed", 0] += difference
    assert ("sum", "contradiction") in found(*printed(money))


# Order and units


def shuffled(frame: pd.DataFrame, seed: int) -> pd.DataFrame:
    return frame.sample(frac=1, random_state=seed).reset_index(drop=True)


@pytest.mark.parametrize("seed", range(3))
def test_findings_do_not_depend_on_the_order_of_rows(seed):
    read, known = frames.from_records(read_folder([paths.REPORTS])), texts([paths.REPORTS])
    mixed = audit({name: shuffled(frame, seed) for name, frame in read.items()}, known)
    same = ["report_id", "kind", "what", "stated", "recomputed", "verdict", "quote"]
    one, other = (sorted(map(str, table[same].to_numpy().tolist())) for table in (audit(read, known), mixed))
    assert one == other


PRINTED = "预算安排%s，其中基本支出%s、项目支出%s。全年支出%s，年末结转%s。"
AMOUNTS = [("2650.18", "1400.18", "1250", "2410.06", "240.12"), ("2650.18", "1400.18", "1250", "2410.06", "241.02")]


@pytest.mark.parametrize("amounts", AMOUNTS)
def test_findings_are_the_same_in_yuan_and_in_ten_thousand_yuan(amounts):
    wan = made.of_text(PRINTED % tuple(f"{each}万元" for each in amounts))
    yuan = made.of_text(PRINTED % tuple(f"{round(float(each) * 10_000)}元" for each in amounts))
    assert wan == yuan
    assert ("identity", "holds" if amounts is AMOUNTS[0] else "contradiction") in wan
