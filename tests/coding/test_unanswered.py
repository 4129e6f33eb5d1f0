"""What helpers.coding.unanswered promises: no actual means none in the text, in another unit or in other words."""

from helpers.coding.audit import audit

from . import made


def of_target(text: str, name: str, token: str, unit: str) -> list[tuple]:
    """Kind and verdict of the checks of a report with this text and one target, of which no actual was read."""
    start = text.index(token)
    row = {
        "name_zh": name,
        "target": token,
        "target_unit": unit,
        "start": start,
        "end": start + len(token),
        "token": token,
    }
    table = audit(made.read(indicators=made.indicators(row)), {"R": text})
    return list(table[["kind", "verdict"]].itertuples(index=False, name=None))


def test_a_target_that_nothing_answers_is_not_reported():
    text = "目标：新建公厕40座。全年培训人员45人次。"
    assert of_target(text, "新建公厕", "40", "座") == [("missing", "not_reported")]


def test_a_target_that_is_answered_in_another_unit_is_not_comparable():
    text = "目标：倒损住房恢复重建26户。全年倒损住房恢复重建26间。"
    assert of_target(text, "倒损住房恢复重建", "26", "户") == [("unit", "not_comparable")]
    text = "衬砌渠道目标至少5公里，年底达到6处。"
    assert of_target(text, "衬砌渠道", "5", "公里") == [("unit", "not_comparable")]
    text = "衬砌渠道目标至少5公里，全年培训6次。"
    assert of_target(text, "衬砌渠道", "5", "公里") == [("missing", "not_reported")]


def test_a_figure_of_like_size_and_name_may_be_the_actual():
    text = "目标：食用农产品抽检占比35%。其中食用农产品抽检2,536批次，占33.2%。"
    assert ("missing", "scope") in of_target(text, "食用农产品抽检占比", "35", "%")
