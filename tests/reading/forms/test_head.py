"""What helpers.reading.forms.head promises on the agency that a form is of."""

import pytest

from helpers.reading.forms.head import FormHead, in_charge
from helpers.reading.head import located
from helpers.reading.records import Report


@pytest.mark.parametrize(
    ("user", "agency"),
    [
        ("青云县文物局", "青云县文物局"),
        ("石门镇人民政府", "石门镇人民政府"),
        ("各县（市、区）文物局", "河岳省文物局"),
        ("青云县文物局等", "河岳省文物局"),
        ("河岳省文物考古中心", "河岳省文物局"),
        ("", "河岳省文物局"),
    ],
)
def test_what_a_province_gives_is_of_the_one_agency_below_it_that_uses_it(user, agency):
    assert in_charge(FormHead(department="河岳省文物局", agency=user)) == agency


def test_a_department_that_is_no_provinces_stays_in_charge():
    assert in_charge(FormHead(department="青云县水利局", agency="石门镇人民政府")) == "青云县水利局"


def test_an_agency_that_names_no_province_lies_in_that_of_the_department_above_it():
    report = located(Report("r", "r.docx", "", "青云县文物局"), above="河岳省文物局")
    assert (report.province_zh, report.admin_level) == ("河岳省", "county")
