"""What helpers.reading.report promises: documents become rows or problems, one bad document never stops the others."""

import cProfile
import os
import pstats
import subprocess
import sys
from decimal import Decimal

import docx
import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from helpers import paths
from helpers.reading.formats.grid import MARK, Cell, Document, Grid
from helpers.reading.records import TABLES, Tables
from helpers.reading.report import documents, named, read_document, read_folder, read_text, texts
from helpers.reading.text.quantities import UnreadableAmount

WATER = """云河县水利局2022年度农村饮水安全项目绩效自评报告
一、基本情况
（一）资金情况
1.资金到位。截至2022年12月底，项目到位资金812万元，其中：中央财政资金500万元，省级财政资金200万元，县级配套112万元，资金到位率94.42%。
2.资金执行。全年共支出798.6万元，预算执行率98.35%，结余13.4万元结转下年使用。其中：工程支出702.3万元，检测支出96.3万元。
二、绩效目标完成情况
（一）产出指标
1.数量指标
（1）新建供水工程：目标值6处，完成值6处，完成率100%。
（2）改造管网：目标值42公里，完成值43.5公里。
2.质量指标：水质达标率目标值≥95%，完成值97.8%。
3.成本指标：单位造价≤130万元/处，实际117.05万元/处。
（二）满意度指标
受益群众满意度≥90%，实际96.2%。
三、主要成效
全年巡查1,240次，惠及2.3万余人，零投诉。
四、自评结论
项目自评得分98.35分，等级为“优”。
云河县水利局
2023年4月18日
"""
WORDS = (
    "一、概况\n|（一）数量指标--|（2）质量指标：|绩效目标：\n|1.|项目1：|新建泵站|≥3座|目标值95%|，|。\n|；|实际完成值4座|"
    "完成|12.5万元|年初预算|其中：|中央财政资金|（|）|支出|用于|自评得分96分|满分|2022年|余|合格率|达到|98%|零投诉|"
    "二十余次|\t|“|”|\u200b|\u00a0|-3%|5/10万|使用年限|年|成本指标：|元/人|\r\n"
)
PIECES = st.lists(st.sampled_from(WORDS.split("|")), max_size=40)


def values(tables) -> list[list[tuple]]:
    """All rows without their places."""
    drop = {"start", "end", "source_file", "sha256"}
    return [[tuple(v for k, v in row._asdict().items() if k not in drop) for row in rows] for rows in tables]


def readable(text: str) -> Tables:
    """The tables of a text; a text whose amounts are refused is no example."""
    try:
        return read_text(text, "r")
    except UnreadableAmount:
        reject()


def write(folder, names: list[str]) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{WATER}{name}\n", encoding="utf-8")


def test_a_whole_report_becomes_rows_of_every_table():
    found = read_text(WATER, "w")
    assert [(f.stage, f.source, f.category, str(f.amount_wan)) for f in found.funds] == [
        ("allocated", "total", "total", "812"), ("allocated", "fiscal_appropriation", "total", "500"),
        ("allocated", "fiscal_appropriation", "total", "200"), ("allocated", "fiscal_appropriation", "total", "112"),
        ("executed", "total", "total", "798.6"), ("carryover_out", "total", "total", "13.4"),
        ("executed", "total", "total", "702.3"), ("executed", "total", "total", "96.3"),
    ]  # fmt: skip
    assert [(i.name_zh, i.level2, str(i.target), str(i.actual)) for i in found.indicators] == [
        ("新建供水工程", "quantity", "6", "6"), ("改造管网", "quantity", "42", "43.5"),
        ("水质达标率", "quality", "95", "97.8"),
        ("单位造价", "cost", "130", "117.05"), ("受益群众满意度", "satisfaction", "90", "96.2"),
        ("资金到位率", "process", "", "94.42"), ("预算执行率", "process", "", "98.35"),
    ]  # fmt: skip
    assert [(o.name_zh, str(o.value)) for o in found.outcomes] == [
        ("巡查", "1240"), ("惠及", "23000"),
    ]  # fmt: skip
    (report,) = found.reports
    assert (report.agency_zh, report.fiscal_year, report.filed_on) == ("云河县水利局", "2022", "2023-04-18")
    assert (report.self_score, report.scope, report.admin_level) == (found.scorecard[0].points, "project", "county")
    assert {row.project_id for rows in found[1:3] for row in rows} == {"w-1"}


@given(PIECES)
def test_every_row_of_any_text_stands_where_it_says(pieces):
    text = "".join(pieces)
    for rows in readable(text)[1:6]:
        for row in rows:
            assert text[row.start : row.end] == row.token != ""
            assert row.report_id == "r"


@given(PIECES)
def test_no_number_is_in_two_tables(pieces):
    found = readable("".join(pieces))
    numbers = [row for row in found.indicators if isinstance(row.actual or row.target, Decimal)]
    tables = (found.funds, numbers, found.outcomes, found.resources, found.scorecard)
    places = [{row.start for row in rows} for rows in tables]
    assert sum(map(len, places)) == len(set().union(*places))


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize("words", ["供水能力稳步增强，群众反映良好。", "各项制度进一步健全。\n管理规范。"])
def test_a_paragraph_without_figures_changes_no_value(place, words):
    text = f"{words}\n{WATER}" if place == "before" else WATER.replace("四、自评结论", f"{words}\n四、自评结论")
    assert values(read_text(text, "w")) == values(read_text(WATER, "w"))


def test_an_amount_that_cannot_be_read_raises_with_its_place():
    with pytest.raises(UnreadableAmount, match="offset 2: expected an amount of money, found '12.3.4万元'"):
        read_text("支出12.3.4万元", "r")


def test_an_amount_that_cannot_be_read_makes_the_file_a_problem_that_names_file_place_and_text(tmp_path):
    file = tmp_path / "水务.txt"
    file.write_text(WATER + "另支出1,23,4.5万元。", encoding="utf-8")
    tables = read_folder([file])
    (problem,) = tables.problems
    assert problem.kind == "unreadable_amount"
    assert problem.reason == f"水务.txt, offset {len(WATER) + 3}: expected an amount of money, found '1,23,4.5万元'"
    assert all(not rows for rows in tables[:6])


def test_one_bad_document_never_stops_the_others(tmp_path):
    write(tmp_path, ["a.txt", "c.txt"])
    (tmp_path / "b.txt").write_bytes(b"%PDF-1.7")
    (tmp_path / "d.txt").write_bytes(b"")
    tables = read_folder([tmp_path])
    assert [row.report_id for row in tables.reports] == ["a", "c"]
    assert [(p.source_file, p.kind) for p in tables.problems] == [("b.txt", "damaged"), ("d.txt", "empty")]


def test_folders_are_searched_through_and_what_is_hidden_is_left_out(tmp_path):
    write(tmp_path, ["a.txt", "x/b.txt", "x/y/c.txt", ".hidden.txt", ".git/d.txt", "x/.cache/e.txt"])
    assert [path.name for path in documents([tmp_path])] == ["a.txt", "b.txt", "c.txt"]


def test_a_hidden_folder_that_is_asked_for_is_searched(tmp_path):
    write(tmp_path, [".data/a.txt"])
    assert [path.name for path in documents([tmp_path / ".data"])] == ["a.txt"]


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match="no file or folder .*missing"):
        documents([tmp_path / "missing"])


def test_reports_of_one_name_have_ids_of_their_own(tmp_path):
    write(tmp_path, ["x/水务 2022.txt", "y/水务 2022.txt", "z/水务-2022.txt", "z/（）.txt"])
    assert [report_id for _, report_id in named(documents([tmp_path]))] == [
        "水务-2022",
        "水务-2022.2",
        "水务-2022.3",
        "report",
    ]


def test_the_same_bytes_under_two_names_are_read_once_and_the_second_is_told(tmp_path):
    (tmp_path / "later").mkdir()
    for name in ("a.txt", "b.txt", "later/a.txt"):
        (tmp_path / name).write_text(WATER, encoding="utf-8")
    read = read_folder([tmp_path])
    assert [report.source_file for report in read.reports] == ["a.txt"]
    assert [(each.source_file, each.kind) for each in read.problems] == [("a.txt", "duplicate"), ("b.txt", "duplicate")]
    assert read.problems[0].reason == "the same bytes as a.txt"


def test_a_document_named_twice_is_read_once(tmp_path):
    write(tmp_path, ["a.txt"])
    assert len(read_folder([tmp_path, tmp_path / "a.txt", tmp_path]).reports) == 1


def test_the_order_of_the_sources_does_not_matter(tmp_path):
    write(tmp_path, ["b/a.txt", "a/b.txt", "c.txt"])
    sources = [tmp_path / "a", tmp_path / "b", tmp_path / "c.txt"]
    assert read_folder(sources) == read_folder(sources[::-1])


def test_pipes_and_loops_of_links_are_passed_over(tmp_path):
    write(tmp_path, ["a.txt"])
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    code = (
        "import sys; from helpers.reading.report import read_folder; "
        "t = read_folder(sys.argv[1:]); print(len(t.reports), len(t.problems))"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path), str(tmp_path / "pipe.txt")]
    done = subprocess.run(arguments, cwd=paths.ROOT, capture_output=True, text=True, timeout=20, check=True)
    assert done.stdout.split() == ["1", "1"]


def test_the_texts_are_those_that_the_offsets_count_in(tmp_path):
    write(tmp_path, ["a.txt"])
    (tmp_path / "b.txt").write_bytes(b"")
    found = texts([tmp_path])
    assert list(found) == ["a"]
    assert all(found[row.report_id][row.start : row.end] == row.token for row in read_folder([tmp_path]).funds)


def test_the_tables_are_those_of_the_records():
    assert tuple(TABLES) == read_text(WATER, "w")._fields


def test_reading_does_work_that_grows_with_the_length_of_a_report_and_no_faster():
    calls(1)  # patterns are compiled once
    assert calls(100) < 5 * calls(25)  # four times the text; with its square it were sixteen


def calls(times: int) -> int:
    """Calls of functions, those of patterns among them, that a text of so many unlike passages takes: work, without a
    clock."""
    text = "".join(WATER.replace("8", f"8{number}") for number in range(times))
    profile = cProfile.Profile()
    profile.runcall(read_text, text, "w")
    return pstats.Stats(profile).total_calls


FORM = """项目支出绩效自评表
（2021年度）
项目名称 | 乡村水质监测项目
主管部门 | 青云县水利局 | 实施单位 | 青云县水利局
项目资金（万元） | | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分
 | 年度资金总额 | 120 | 118.5 | 106.65 | 10 | 90% | 9
一级指标 | 二级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 | 偏差原因分析
产出指标 | 数量指标 | 监测断面数 | ≥24个 | 26个 | 50 | 50 |
满意度指标 | 服务对象满意度指标 | 群众满意度 | ≥90% | 88% | 40 | 39 |
总分 | | | | | 100 | 98 |
"""
PROSE = "全年开展水质监测48次，绩效自评工作由财务科负责。\n"


def word_document(path) -> None:
    """FORM as a table of Word with PROSE behind it."""
    made = docx.Document()
    rows = [line.split("|") for line in FORM.splitlines()[2:]]
    made.add_paragraph("项目支出绩效自评表（2022年度）")
    table = made.add_table(len(rows), 8)
    for number, row in enumerate(rows):
        for column, text in enumerate(row[:8]):
            table.cell(number, column).text = text.strip()
    made.add_paragraph(PROSE)
    made.save(path)


def attained(tables: Tables) -> list[tuple]:
    return [(row.name_zh, row.comparator, row.target, row.actual, row.weight, row.score) for row in tables.indicators]


MEASURED = [
    ("监测断面数", ">=", Decimal(24), Decimal(26), Decimal(50), Decimal(50)),
    ("群众满意度", ">=", Decimal(90), Decimal(88), Decimal(40), Decimal(39)),
]


@pytest.mark.parametrize("kind", ["txt", "docx"])
def test_a_form_and_the_prose_around_it_are_read_from_text_and_from_word(tmp_path, kind):
    file = tmp_path / f"form.{kind}"
    if kind == "docx":
        word_document(file)
    else:
        file.write_text(FORM + PROSE, encoding="utf-8")
    tables = read_folder([file])
    assert attained(tables)[:2] == MEASURED
    assert {(row.stage, row.amount_wan) for row in tables.funds} == {
        ("initial_budget", Decimal(120)),
        ("adjusted_budget", Decimal("118.5")),
        ("executed", Decimal("106.65")),
    }
    assert [(row.name_zh, row.value) for row in tables.outcomes] == [("开展水质监测", 48)]
    assert all(row.cell for row in (*tables.funds, *tables.scorecard))


def test_every_figure_of_a_form_in_text_stands_where_its_row_says():
    text = PROSE + FORM + PROSE
    tables = read_document(Document(text), "f")
    rows = [row for each in tables[1:6] for row in each]
    assert len(rows) == 3 + 2 + 2 + 2
    assert all(text[row.start : row.end] == row.token for row in rows)


def test_the_report_of_a_form_takes_agency_year_and_score_from_it():
    (report,) = read_document(Document(FORM), "f").reports
    found = (report.agency_zh, report.admin_level, report.fiscal_year, report.self_score, report.self_score_max)
    assert found == ("青云县水利局", "county", "2021", 98, 100)


TABLE = (
    Cell("资金来源", 0, 0), Cell("年初预算数", 0, 1), Cell("全年执行数", 0, 2), Cell("执行率", 0, 3),
    Cell("合计", 1, 0), Cell("80", 1, 1), Cell("76", 1, 2), Cell("95%", 1, 3),
)  # fmt: skip


@pytest.mark.parametrize(("title", "project"), [("水质监测项目", "f-1"), ("某局部门整体支出绩效自评报告", "")])
def test_a_table_that_names_no_project_belongs_to_the_one_that_the_prose_reports_on(title, project):
    text = f"{title}\n{MARK}\n全年开展监测48次，支出结余4万元。\n"
    tables = read_document(Document(text, (Grid("table 1", TABLE, 2, 4),)), "f")
    stated = {"initial_budget": Decimal(80), "executed": Decimal(76), "carryover_out": Decimal(4)}
    assert {row.stage: row.amount_wan for row in tables.funds} == stated
    assert {row.project_id for row in tables.funds} == {project}


def test_the_prose_below_a_table_of_projects_tells_of_them_by_name():
    text = "项目 | 年初预算 | 支出\n渠系维护 | 60 | 58\n水质监测 | 40 | 40\n合计 | 100 | 98\n完成情况：{}"
    told = "水质监测应测40次，实测42次。渠系维护应修5公里，实修6公里。\n"
    tables = read_document(Document(f"云河县水务局2022年度项目支出绩效自评报告\n单位：万元\n{text.format(told)}"), "f")
    assert [(row.project_id, row.target) for row in tables.indicators] == [("f-2", 40), ("f-1", 5)]
    assert [row.project_id for row in tables.funds if row.amount_wan > 90] == ["", ""]


def test_a_department_called_by_its_level_alone_gives_way_to_an_agency_named_in_full():
    form = "项目支出绩效自评表 | | |\n项目名称 | 清运 | 主管部门 | 县综合行政执法局\n实施单位 | 杉坪镇人民政府 | |\n"
    (report,) = read_document(Document(form), "f").reports
    assert (report.agency_zh, report.admin_level) == ("杉坪镇人民政府", "township")


AGENCIES = [
    ("填报单位：青云县图书馆\n", "项目支出绩效自评表", "青云县图书馆", "institution"),
    ("", "青云县水务局2021年度项目支出绩效自评表", "青云县水务局", "county"),
    ("主办单位：青云县水库中心\n", "项目支出绩效自评表", "青云县水库中心", "institution"),
    ("", "项目支出绩效自评表", "青云县水利局", "county"),
]


@pytest.mark.parametrize(("above", "title", "agency", "level"), AGENCIES)
def test_the_agency_is_who_fills_the_form_in_else_of_the_heading_or_publisher_else_the_department(
    above, title, agency, level
):
    form = f"{above}{title} | | |\n项目名称 | 饮水安全 | 主管部门 | 青云县水利局\n实施单位 | 青云县供水站 | |\n"
    form = form.replace("填报单位：青云县图书馆\n", "填报单位：青云县图书馆 | | |\n")
    (report,) = read_document(Document(form), "f").reports
    assert (report.agency_zh, report.admin_level) == (agency, level)


def test_a_title_of_a_whole_department_makes_the_scope():
    (report,) = read_document(Document("整体支出绩效自评表 | | |\n单位名称 | 青云县档案馆 | |\n"), "f").reports
    assert (report.scope, report.admin_level) == ("department", "institution")


def test_notes_below_a_form_are_no_prose_and_without_a_form_they_are():
    note = "注：1.本年开展水质监测48次。\n2.新增水站3个。\n"
    vouchers = "付款凭证0612号，拨付管护补助36.5万元。\n"
    assert read_document(Document(FORM + note + vouchers), "f").outcomes == []
    assert len(read_document(Document(note), "f").outcomes) == 2


def test_forms_that_disagree_on_the_score_leave_it_unstated():
    second = FORM.replace("| 98 |", "| 97 |").replace("乡村水质", "城市水质")
    (report,) = read_document(Document(FORM + "\n某段说明。\n" + second), "f").reports
    assert report.self_score is None


def test_documents_of_all_formats_keep_the_order_of_their_names(tmp_path):
    (tmp_path / "a.txt").write_text(WATER, encoding="utf-8")
    word_document(tmp_path / "b.docx")
    (tmp_path / "c.html").write_text(f"<html><body><pre>{WATER}2</pre></body></html>", encoding="utf-8")
    (tmp_path / "d.docx").write_bytes((tmp_path / "b.docx").read_bytes()[:3000])
    tables = read_folder([tmp_path])
    assert [row.report_id for row in tables.reports] == ["a", "b", "c"]
    assert [(row.source_file, row.kind) for row in tables.problems] == [("d.docx", "damaged")]
    assert set(texts([tmp_path])) == {"a", "b", "c"}


def test_a_word_document_that_is_no_report_is_told(tmp_path):
    made = docx.Document()
    made.add_paragraph("同志们好，今天天气不错。")
    made.save(tmp_path / "letter.docx")
    assert [row.kind for row in read_folder([tmp_path]).problems] == ["not_a_report"]


def test_the_agency_of_a_form_inside_another_table_is_that_of_the_report():
    outer = Grid("table 1", (Cell("绩效自评附表", 0, 0), Cell("", 1, 0)), 2, 1)
    rows = [("项目名称", "饮水安全"), ("主管部门", "青云县水利局"), ("实施单位", "青云县供水站")]
    cells = [Cell(text, at, 2 * side, 1, 2) for at, row in enumerate(rows) for side, text in enumerate(row)]
    inner = Grid("table 2", tuple(cells), 3, 4)
    (report,) = read_document(Document(f"{MARK}\n{MARK}", (outer, inner)), "f").reports
    assert (report.agency_zh, report.admin_level) == ("青云县水利局", "county")
