"""What helpers.reading.forms.head promises on the agency that a form is of."""

import pytest

from helpers.reading.forms.head import FormHead, in_charge
from helpers.reading.records import Report
from helpers.reading.reports.head import located


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


@pytest.mark.parametrize(
    "user", ["石门镇人民政府", "青云县河道管理站", "青云县水利中心", "各中小学校", "县一中、县二中等学校"]
)
def test_a_department_that_is_no_provinces_stays_in_charge(user):
    assert in_charge(FormHead(department="青云县水利局", agency=user)) == "青云县水利局"


@pytest.mark.parametrize("user", ["青云县图书馆", "青云县第二中学", "石门镇卫生院", "青云县少年宫", "青云县实验幼儿园"])
def test_a_school_a_hospital_or_a_library_carries_out_what_is_its_own(user):
    assert in_charge(FormHead(department="青云县某某局", agency=user)) == user


def test_where_many_carry_it_out_and_only_a_province_is_named_it_is_in_charge():
    assert in_charge(FormHead(above="河岳省水利厅", agency="各县水利局")) == "河岳省水利厅"
    assert in_charge(FormHead(above="国家林业和草原局", agency="各县林业局")) == ""


def test_an_agency_that_names_no_province_lies_in_that_of_the_department_above_it():
    report = located(Report("r", "r.docx", "", "青云县文物局"), above="河岳省文物局")
    assert (report.province_zh, report.admin_level) == ("河岳省", "county")
