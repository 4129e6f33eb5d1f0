"""What helpers.reading.projects.entries promises: numbered entries of one kind are runs, with titles and an end."""

import pytest

from helpers.reading.projects.entries import runs


def found(text: str) -> list[tuple[list[str], str]]:
    """The titles of each run, and the words behind it."""
    return [(run.titles, text[run.stop :].strip()) for run in runs(text)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("（一）", "（二）"), ("一、", "二、"), ("1.", "2."), ("1）", "2）"), ("①", "②"), ("一是", "二是"),
        ("第一个是", "第二个是"), ("头一个是", "第二个是"), ("其一，", "其二，"), ("项目一：", "项目二："),
        ("子项1 ", "子项2 "),
        ("A项目，", "B项目，"), ("▲", "▲"), ("第一部分 ", "第二部分 "), ("甲、", "乙、"),
    ],
)  # fmt: skip
def test_signs_with_numbers_one_after_the_other_are_a_run(first, second):
    assert found(f"{first}渠系维护。预算60万元。\n{second}水质监测。预算40万元。\n") == [(["渠系维护", "水质监测"], "")]


def test_a_number_that_does_not_follow_begins_another_run_and_one_alone_is_none():
    text = "1.渠系维护\n2.水质监测\n1.堤防加固\n2.河道清淤\n5.其他说明\n"
    assert [titles for titles, _ in found(text)] == [["渠系维护", "水质监测"], ["堤防加固", "河道清淤"]]


def test_a_run_ends_before_the_next_heading_above_it_with_its_line_or_with_its_sentence_as_its_entries_do():
    headed = "一、资金\n（一）渠系维护\n支出58万元。\n（二）水质监测\n支出40万元。\n二、问题\n人手不够。"
    assert (["渠系维护", "水质监测"], "二、问题\n人手不够。") in found(headed)
    assert found("1.渠系维护58万元。\n2.水质监测40万元。\n人手不够。") == [(["渠系维护", "水质监测"], "人手不够。")]
    assert found("一是渠系维护58万元；二是水质监测40万元。人手不够。") == [(["渠系维护", "水质监测"], "人手不够。")]


def test_an_entry_that_counts_what_was_told_ends_a_run_and_what_follows_names_may_be_left_out():
    assert found("▲渠系维护58万元。\n▲水质监测40万元。\n▲两个项目共98万元。") == [
        (["渠系维护", "水质监测"], "▲两个项目共98万元。")
    ]
    titles = [each for each, _ in found("一、渠系维护\n58万元\n二、水质监测\n40万元\n三、自评结论与存在问题\n良好。")]
    assert ["渠系维护", "水质监测"] in titles
    assert len(titles) == 2
