"""What helpers.reading.outcomes.functions promises: of which function of a justice bureau a reported figure speaks."""

import pytest

from helpers.reading.outcomes.functions import is_of_justice
from helpers.reading.records import Report
from helpers.reading.report import read_text


def functions(text: str) -> list[str]:
    return [row.function for row in read_text(text, "r").outcomes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("云河仲裁委员会受理案件36件，其中调解结案12件。", ["arbitration"] * 2),
        ("全县受理公证3600件。其中涉外300件，普法类20件。", ["notary"] * 3),
        ("受理法律援助案件90件，解答法律咨询800人次。", ["legal_aid"] * 2),
        ("全县执业律师担任法律顾问36家，提供法律咨询60人次，办理诉讼90件。", ["lawyers"] * 3),
        ("全县36名村居法律顾问律师共提供法律服务90次。", ["lawyers", "public_legal_services"]),
        ("设立36个调解室，成功率98%。", ["mediation"] * 2),
        ("组织36人开展行政执法培训。", ["law_enforcement_supervision"]),
        ("疫情期间，走访36名戒毒人员、90名矫正对象、12名律师。", ["epidemic"] * 3),
        ("公证、法律援助、人民调解等共办理事项900件，惠及3000人。", ["public_legal_services"] * 2),
        ("（一）人民调解防线牢固。\n培育品牌36个，聘请律师12名。", ["mediation"] * 2),
        ("抽选人民监督员36人次，参与评议12次。", ["other"] * 2),
        ("受理行政复议案件36件；开展法治宣传90场。", ["administrative_review", "legal_publicity"]),
        ("办理法律咨询36件、法律援助12件。", ["public_legal_services", "legal_aid"]),
        ("其中，由县鉴定所参加的核酸检测，连续作战3天。", ["epidemic"]),
    ],
)  # fmt: skip
def test_the_whole_the_subject_the_noun_behind_and_the_heading_say_the_function(text, expected):
    assert functions(text) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("青云县司法局2022年度项目绩效自评报告", ["mediation", "epidemic"]),
        ("青云县教育局2022年度项目绩效自评报告", ["other", "epidemic"]),
        ("红石镇2022年度项目绩效自评报告", ["other", "epidemic"]),
        ("2022年度项目绩效自评报告", ["mediation", "epidemic"]),
    ],
)
def test_figures_of_other_agencies_are_of_another_field_but_for_the_epidemic(title, expected):
    assert functions(f"{title}\n调解纠纷36件。\n核酸检测90人次。\n") == expected


def test_a_legal_aid_centre_is_of_justice_and_a_hospital_is_not():
    assert is_of_justice(Report("r", "", "", "青云县法律援助中心"))
    assert not is_of_justice(Report("r", "", "", admin_level="institution"))
