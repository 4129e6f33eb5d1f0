"""What helpers.reading.funds.years promises: the years that a report is on."""

import pytest

from helpers.reading.funds.years import reported


@pytest.mark.parametrize(
    ("title", "year", "years"),
    [
        ("某县2019—2021年造林项目绩效自评报告", "2021", {2019, 2020, 2021}),
        ("某县2019-2020年造林规划；2021年度绩效自评报告", "2021", {2021}),
        ("某县造林项目绩效自评报告", "", set()),
    ],
)
def test_a_report_is_on_the_span_of_years_in_its_head_that_holds_its_year(title, year, years):
    assert reported(title, year) == years
