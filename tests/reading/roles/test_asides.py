"""What helpers.reading.roles.asides promises:
numbers that only say how another has changed, and those that are no result."""

import pytest

from helpers.reading.report import read_text
from helpers.reading.roles.asides import CLAUSE_END, is_aside, is_share_of_target
from helpers.reading.text.layout import layout
from helpers.reading.text.quantities import find


def asides(text: str) -> list[str]:
    page, quantities = layout(text), find(text)
    before = [None, *quantities]
    left = [text[(b.stop if b else 0) : q.begin] for b, q in zip(before, quantities, strict=False)]
    words = [(sentence, CLAUSE_END.split(sentence)[-1]) for sentence in left]
    return [q.token for b, q, each in zip(before, quantities, words, strict=False) if is_aside(page, b, q, *each)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("处置率98%，同比提高3%", ["3"]),
        ("接诊量较上年增加400人次", ["400"]),
        ("整改率由82%提高到96%", ["82"]),
        ("修缮泵站7座，未完成2座", ["2"]),
        ("建成驿站11个，完成率73.3%", ["73.3"]),
        ("占年度任务的105%", ["105"]),
        ("处置率98%，合格率97%", []),
        ("对比试验12组", []),
        ("巡查26次，比要求提前4天", ["4"]),
        ("与2020年相比，培训人次增加512人次", ["512"]),
        ("与合作社签约，新增社员512人", []),
    ],
)
def test_changes_differences_and_rates_of_completion_are_asides(text, expected):
    assert asides(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("完成年度任务的", True), ("占全年目标的", True), ("占总人口的", False), ("年度任务", False)]
)
def test_a_share_of_a_target_is_told_by_the_words_before_it(text, expected):
    assert is_share_of_target(text) == expected


def tokens(text: str) -> list[str]:
    return [o.token for o in read_text(f"三、完成情况\n{text}\n", "r").outcomes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("接报火警312起，比上一年度减少27起。", ["312"]),
        ("在园幼儿5,120名，与上学年相比增加240名。", ["5,120"]),
        ("清扫保洁面积较第一轮招标时增加46万平方米。", []),
        ("粮食与生猪产量分别增长3.2%和5.1%。", []),
        ("改建公厕36座，完成率94.7%，超额完成2座。", ["36"]),
        ("候车时间较改造前的18分钟明显缩短。", []),
        ("办结案件420件，同比上升6.5%。", ["420", "6.5"]),
    ],
)
def test_a_change_is_none_but_one_against_the_same_period(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("已建成泵站17座，剩余的3座因汛期停工延至明年。", ["17"]),
        ("发放助学金，因5名学生转学，实发812人。", ["812"]),
        ("有2个标段因征地未批推迟开工。", []),
        ("6场演出取消，惠民演出88场。", ["88"]),
        ("因地制宜建设口袋公园9个。", ["9"]),
        ("系统可用率99.9%。", ["99.9"]),
    ],
)
def test_what_is_left_and_what_only_explains_is_none(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("对年营业收入2,000万元以上的企业给予扶持，扶持企业61家。", ["61"]),
        ("前30名企业获得表彰，表彰企业30家。", ["30"]),
        ("户均年增收2万—3万元。", []),
        ("亩均节水15%至20%。", []),
        ("共设置三级指标18项，培训干部90人。", ["90"]),
        ("比合同工期提前12天，铺设管网7.5公里。", ["7.5"]),
    ],
)
def test_a_bound_a_rank_a_range_and_a_number_of_indicators_is_none(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审计指出滞留资金96万元。", []),
        ("垃圾车中标价为212.5万元。", []),
        ("收回闲置指标38万元。", []),
        ("加上上年结余，全年可用财力合计638万元。", []),
        ("送审工程17项，核减投资64万元。", ["17"]),
        ("集中采购节约资金41万元。", ["41"]),
        ("为农民工追回工资306万元。", ["306"]),
    ],
)
def test_money_that_only_passes_through_is_none(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("矛盾纠纷数量下降18%，化解率96%。", ["96"]),
        ("2020年全市茶叶总产值41亿元，2022年新增茶园3,200亩。", ["3,200"]),
        ("2020年以来累计救助1,260人次。", ["1,260"]),
        ("分年度更新茶机，2023年先行更换120台。", []),
        ("茶机更新延至次年，至2023年3月已更换120台。", ["120"]),
        ("修复古籍64件，其余16件转入下年。", ["64"]),
        ("按设备投资额的10%给予补助，补助企业23家。", ["23"]),
        ("检测样品680批次，是计划的1.3倍。", ["680"]),
        ("会议费同比减少1.1万元。", []),
        ("与往年相比，晴好天数多出12天。", []),
    ],
)
def test_bare_changes_other_years_and_multiples_are_none(text, expected):
    report = read_text(f"青禾县农业农村局2022年度茶产业专项绩效自评报告\n三、完成情况\n{text}\n", "r")
    assert [o.token for o in report.outcomes] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("用血60分钟送达率95.2%。", ["95.2"]),
        ("急救电话10秒接听率97%，出诊426次。", ["97", "426"]),
        ("实施项目7个，少的1个因选址调整转入明年。", ["7"]),
        ("四个季度中有一次报表逾期11天，报送报表48份。", ["48"]),
        ("接待费比预算9万元少支1.5万元。", []),
        ("新建防火隔离带36公里。", ["36"]),  # and what looks alike is one
        ("惠及困难家庭16户，每月补贴150元。", ["16", "150"]),  # as most coders have it
        ("撤离库区群众63户。", ["63"]),
        ("平均用时3天，合格率98%。", ["3", "98"]),
        ("农药用量减少的2个县通过验收。", ["2"]),
    ],
)
def test_distances_delays_and_times_within_a_name_are_none(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("截至目前，全镇累计建成公厕163座。", ["163"]),
        ("截止目前，登记渔船412艘，年审率96.2%。", ["412", "96.2"]),
        ("自2016年启动普查以来累计登记文物1,146件。", ["1,146"]),
    ],
)
def test_what_is_reached_by_now_is_a_result(text, expected):
    assert tokens(text) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("专场招聘会少办3场。", []),
        ("全年至少办3场讲座。", [3]),
        ("路灯损坏率降到7%，改造前是33%。", [7]),
        ("改造前拆除围墙3处。", [3]),
        ("安排2100株苗木来年补栽，新栽500株。", [500]),
        ("市县另发放资料19份，不在本次自评范围。", []),
        ("市县另发放资料19份，不在县城。", [19]),
        ("巡查里程未达到1200公里，栽树30株。", [30]),
        ("群众满意度未达90%。", []),
        ("巡查里程达到1200公里。", [1200]),
        ("此前未通达的村30个通车。", [30]),
    ],
)
def test_what_is_short_was_before_is_to_come_or_is_not_evaluated_is_no_result(text, kept):
    assert [row.value for row in read_text(text, "r").outcomes] == kept
