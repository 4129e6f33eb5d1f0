"""What helpers.coding.closed promises: totals behind their parts and parts behind their whole are added up."""

import pytest

from helpers.coding import closed

from .made import page


def told(check, text: str) -> list[tuple[str, float, float]]:
    return [(each.kind, each.stated.value, each.recomputed) for each in check([page(text)])]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("新开航线3条、加密2条，合计5条。", []),
        ("新开航线1条、加密2条，合计5条。", [("sum", 5, 3)]),
        ("首批2,432万元，次批884万元，合计3,200万元。", [("sum", 3200, 3316)]),
        ("计划新建8座，实际新建3座，改建2座，合计5座。", []),  # what is planned is no part
        (
            "中央42.18亿元。省级12.07亿元，市县7.1亿元，三级财政合计61.35亿元。",
            [],
        ),  # the first part is a sentence before
        ("主要是中央320万元、省级160万元，其余由县级配套，合计620万元。", []),
        ("办理案件1298件，群体性案件24件，合计362件。", []),  # no list of parts, as one is larger
        ("存栏鸡12.4万只、奶牛3.1万头、羊8.2万只，合计23.7万只（头）。", []),  # in both units
        ("存栏鸡12.4万只、奶牛3.1万头、羊8.2万只，合计32.7万只（头）。", [("sum", 327_000, 237_000)]),
        ("甲筛查每人79元、乙筛查每人76元，合计182.59万元。", []),
        ("班线补贴201万元，发给9家；调度74万元；安检48万元。三项相加，恰为332万元。", [("sum", 332, 323)]),
        ("班线补贴210万元，发给9家；调度74万元；安检48万元。几项合计为332万元。", []),
        ("第一轮补种412剂次，第二轮补种367剂次，两轮共887剂次。", [("sum", 887, 779)]),
        ("第一轮补种412剂次，第二轮补种367剂次，两轮共同接种887剂次。", []),  # no total
        ("班线补贴201万元；调度74万元；安检48万元。四项相加为360万元。", []),  # another one is not printed there
        ("水费：付了210.5万元。省下3.5万元。\n电费：付了95万元。照明40万元。缴费及时。\n两笔合起来305.5万元。", []),
        (
            "水费：春季付了90万元，全年210.5万元，税3.5万元，罚2万元。\n电费：付了95万元。\n两笔合起来305.5万元。",
            [],
        ),  # not the first
        (
            "水费：付了210.5万元。省下3.5万元。\n电费：付了59万元。照明40万元。缴费及时。\n两笔合起来305.5万元。",
            [("sum", 305.5, 269.5)],
        ),
    ],
)
def test_a_total_is_held_against_the_figures_before_it(text, found):
    assert told(closed.totals, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("核定编制62名，其中行政编制26名、事业编制36名。", []),
        ("核定编制26名，其中行政编制26名、事业编制36名。", [("part", 26, 36)]),
        ("预算246万元，其中市级补助160万元、区级配套80万元，实际执行236万元。", [("sum", 246, 240)]),
        ("支出658.7万元，其中保管240万元、补贴303.5万元。", []),  # some uses, not said to be all
        ("支出658.7万元，其中保管240万元、补贴303.5万元、轮换105.2万元。", [("sum", 658.7, 648.7)]),  # nearly all
        ("引进作品24件，其中省级4件，市级11件，其他为民间作品。", []),  # a rest without a number
        ("引进作品24件，其中省级4件，市级11件。", [("sum", 24, 15)]),
        ("到馆86.4万人次中，夜间到馆91.8万人次。", [("part", 864_000, 918_000)]),
        ("在职职工486人，其中卫生技术人员405人、高级职称67人。", []),  # may overlap
        ("疫点由21个减为18个，净减3个，其中拔除4个、新发1个。", []),  # of a difference
        ("首批316万元，次批884万元，共1,200万元，其中中央650万元、省级550万元。", []),
        ("支队检查1,420家，包括辖区大队在内的全市检查1,860家。", []),
        ("登记养犬户620户（派出所9月底），其中办了证的580户，办了保险的1,508户。", [("part", 620, 1508)]),
        ("登记养犬户620户（派出所9月底），其中办了证的580户；走访1,508户。", []),
        ("收件9,120件，线上6,210件、线下2,190件。", [("sum", 9120, 8400)]),
        ("收件8,400件，线上6,210件、线下2,190件。", []),
        ("收件9,120件，线上6,210件、线下2,190件、电话720件。", []),  # a third side
        ("收件9,120件、线上6,210件、线下2,190件。", []),  # one of the list
        ("市级补助438万元、省级补助146万元、区级补助657万元。", []),
    ],
)
def test_parts_are_held_against_the_whole_before_them(text, found):
    assert told(closed.parts, text) == found


def test_a_list_that_a_swap_keeps_from_a_total_anywhere_contradicts_it():
    listed = "东镇812.50万元，西镇{}万元，南镇574.30万元，北镇463.80万元。"
    assert told(closed.slips, "全县支出2,549.00万元。" + listed.format("698.40")) == []
    assert told(closed.slips, "全县支出2,549.00万元。" + listed.format("689.40")) == [("sum", 2549, 2540)]
    assert told(closed.slips, "全县支出2,549.00万元。" + listed.format("655.20")) == []  # by no slip


@pytest.mark.parametrize(("last", "found"), [("343.00", []), ("334.00", [("sum", 2549, 2540)])])
def test_the_clauses_of_a_sentence_may_be_a_list_whose_total_stands_elsewhere(last, found):
    """1,836.20 + 369.80 + 343.00 = 2,549."""
    uses = f"人员用了1,836.20万元；修路修渠用了369.80万元；绿化和其他用了{last}万元，加起来就是总数。"
    assert told(closed.slips, "全年花出去2,549.00万元，都有凭证。\n\n再说花在哪儿。" + uses) == found
