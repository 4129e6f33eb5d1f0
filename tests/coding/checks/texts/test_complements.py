"""What coding.checks.complements promises: a rate is the share of one of two counts in both, before or around it."""

import pytest

from helpers.coding.checks.texts import complements

from ...made import page


def told(text: str) -> list[str]:
    return [each.verdict for each in complements.around([page(text)])]


@pytest.mark.parametrize(
    "text",
    [
        "换装水表190只，换装率{}%，其余10只在空置房里。",  # by hand: 190 of 200
        "按时送达传票380份，送达率为{}%；余下20份因地址不详退回。",
        "在册消火栓200具，能出水的190具，完好率{}%，高于90%的要求。其余10具已报修。",
        "应缴保费680万元，已缴646万元，缴费率{}%，未缴的34万元年后补齐。",
        "检定血压计95台，检定率{}%，尚未检定的5台停用。",
        "签约家庭1,140户，签约率{}%，另外60户外出务工。",
    ],
)
def test_a_rate_is_the_share_of_what_is_so_in_it_and_the_rest_behind_it(text):
    assert told(text.format(95)) == ["holds"]
    assert told(text.format(59)) == []  # so far off that it is of others
    assert told(text.format(93)) == ["contradiction"]


@pytest.mark.parametrize(
    "text",
    [
        "换装水表190只，换装率93%，其余10处为公用水栓。",  # of other things
        "换装水表190只，一次换装合格率93%，其余10只返工。",
        "建成驿站86座，通水率93%，其余14座正在施工。",  # 通水 is told of none of them
        "换装水表190只，比上年增长93%，其余10只未换。",
        "检定血压计95台，检定率93%，未购置的5台列入下年。",
        "换装水表190只，换装率93%，同时更换阀门10只。",
    ],
)
def test_other_rates_and_other_counts_behind_them_say_nothing(text):
    assert told(text) == []
