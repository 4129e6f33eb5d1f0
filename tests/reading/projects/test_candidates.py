"""What helpers.reading.projects.candidates promises: every way to tell projects apart is tried, none is told twice."""

from helpers.reading.projects.candidates import MARKED, candidates
from helpers.reading.text.layout import layout

TEXT = "自评渠系维护、水质监测两个项目。\n1.渠系维护\n支出58万元。\n2.水质监测\n支出40万元。\n"


def test_numbered_entries_and_names_of_a_list_are_two_ways():
    ways = {each.way: [*each.names] for each in candidates(layout(TEXT))}
    assert ways["run of digit0."] == ["渠系维护", "水质监测"]
    assert any(names == ["渠系维护", "水质监测"] for way, names in ways.items() if way != "run of digit0.")


def test_no_two_candidates_have_the_same_marks_and_each_has_two_projects():
    found = candidates(layout(TEXT + "三、问题\n人手不够。"))
    assert len({each.marks for each in found}) == len(found)
    assert all(len({number for _, number in each.marks} - {""}) > 1 for each in found)


def test_projects_that_the_layout_marks_stand_first():
    assert candidates(layout("项目1：供水\n支出58万元。\n项目2：排水\n支出40万元。"))[0].way == MARKED


def test_names_without_money_of_each_are_no_candidate():
    assert candidates(layout("我局有渠系维护、水质监测两个项目。渠系维护支出58万元。水质监测测42次。")) == []


def test_numbered_entries_without_money_are_no_candidate():
    assert candidates(layout("一是加强领导，明确专人。\n二是建立制度，按月通报。")) == []
