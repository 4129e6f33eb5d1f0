"""What helpers.reading.text.quantities promises: exact numbers with sign, unit and qualifier, and nothing else."""

from decimal import Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.reading.formats.document import legible
from helpers.reading.text.quantities import YUAN, UnreadableAmount, find, refuse_unreadable_amounts, wan

COUNTED = [
    "个",
    "人次",
    "%",
    "‰",
    "场次",
    "亩",
    "平方米",
    "立方米",
    "吨",
    "公里",
    "件",
    "户",
    "所",
    "天",
    "小时",
    "盏",
    "笔",
]
SIGNS = {
    "": "=",
    "≥": ">=",
    ">=": ">=",
    "≤": "<=",
    "<=": "<=",
    "＞": ">",
    "<": "<",
    "=": "=",
    "约": "~",
    "不少于": ">=",
    "超过": ">",
}
AFTER = {"": None, "以上": ">=", "以下": "<=", "左右": "~", "及以上": ">="}


def read(text: str) -> list[tuple]:
    return [(q.token, str(q.value), q.unit, q.comparator) for q in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("巡查河道1,256公里", ("1,256", "1256", "公里", "=")),
        ("门急诊12.6万人次", ("12.6万", "126000", "人次", "=")),
        ("铺设管网26.8千米", ("26.8", "26.8", "千米", "=")),
        ("节电3.2万千瓦时", ("3.2万", "32000", "千瓦时", "=")),
        ("提高3百分点", ("3", "3", "百分点", "=")),
        ("拨付5百万元", ("5百", "500", "万元", "=")),
        ("蓄水8500万立方米", ("8500万", "85000000", "立方米", "=")),
        ("投放种苗300余万尾", ("300余万", "3000000", "尾", ">=")),
        ("清理漂浮物320余吨", ("320", "320", "吨", ">=")),
        ("惠及40多万人", ("40多万", "400000", "人", ">=")),
        ("管护率98%以上", ("98", "98", "%", ">=")),
        ("管护率98%（含）以上", ("98", "98", "%", ">=")),
        ("用时15分钟以内", ("15", "15", "分钟", "<=")),
        ("停播率不超过5秒/百小时", ("5", "5", "秒/百小时", "<=")),
        ("减排约1.2万吨", ("1.2万", "12000", "吨", "~")),
        ("义诊不得少于10场次", ("10", "10", "场次", ">=")),
        ("漏损率不得超过10%", ("10", "10", "%", "<=")),
        ("漏损率未超过10%", ("10", "10", "%", "<=")),
        ("漏损率不应低于10%", ("10", "10", "%", ">=")),
        ("漏损率低于10%", ("10", "10", "%", "<")),
        ("接种率大于或等于95％", ("95", "95", "%", ">=")),
        ("受训学员逾4000名", ("4000", "4000", "名", ">")),
        ("校舍４５００平方米", ("４５００", "4500", "平方米", "=")),
        ("校舍１，２３４．５平方米", ("１，２３４．５", "1234.5", "平方米", "=")),
        ("建筑面积4.5万㎡", ("4.5万", "45000", "平方米", "=")),
        ("供水2,860万m³", ("2,860万", "28600000", "立方米", "=")),
        ("管线长32km", ("32", "32", "公里", "=")),
        ("人均成本420元/人", ("420", "420", "元/人", "=")),
        ("造价117.05万元/处", ("117.05", "117.05", "万元/处", "=")),
        ("发病率3.1/10万", ("3.1", "3.1", "/10万", "=")),
        ("PM2.5浓度35微克/立方米", ("35", "35", "微克/立方米", "=")),
        ("开展活动二十余次", ("二十", "20", "次", ">=")),
        ("改造桥梁不少于十二座", ("十二", "12", "座", ">=")),
        ("新建泵站十五座以上", ("十五", "15", "座", ">=")),
        ("检定器具5580台件", ("5580", "5580", "台件", "=")),
        ("抽检成本725元/批次", ("725", "725", "元/批次", "=")),
        ("处置隐患一百二十三处", ("一百二十三", "123", "处", "=")),
        ("受益群众五千余人", ("五千", "5000", "人", ">=")),
        ("受益农户一千零五户", ("一千零五", "1005", "户", "=")),
        ("添置救护车两辆", ("两", "2", "辆", "=")),
        ("全年零事故", ("零", "0", "", "=")),
        ("全年无一例感染", ("无一", "0", "例", "=")),
        ("差异率为-3.2%", ("-3.2", "-3.2", "%", "=")),
        ("同比增长-3.2%", ("-3.2", "-3.2", "%", "=")),
        ("指派率-100%", ("100", "100", "%", "=")),
        ("使用年限≥8年", ("8", "8", "年", ">=")),
        ("实际可用10年以上", ("10", "10", "年", ">=")),
        ("受益学生：902人", ("902", "902", "人", "=")),
        ("“9”个村建站", ("9", "9", "", "=")),
        ("人民币捌佰陆拾万元整", ("捌佰陆拾", "860", "万元", "=")),
        ("合计贰仟零伍万叁仟元整", ("贰仟零伍万叁仟", "20053000", "元", "=")),
        ("手术4,120台次", ("4,120", "4120", "台次", "=")),
        ("接种12000剂次", ("12000", "12000", "剂次", "=")),
        ("登记藏品180件套", ("180", "180", "件套", "=")),
        ("更换窗户15扇以上", ("15", "15", "扇", ">=")),
    ],
)  # fmt: skip
def test_a_number_is_read_with_its_unit_and_its_qualifier(text, expected):
    assert read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2022年12月31日", "第14次会议", "青财绩〔2023〕6号", "实施“15分钟就医圈”工程", "实施“3个100”工程", "5G基站",
        "比值为2:1",
        "拨打12345热线", "《2022年工作要点》", "[bookmark: 12个]", "1.工作开展情况", "（2）完成情况", "3-5个",
        "3万—5万个",
        "“1+6+N”体系",
        "未发生一起责任事故", "未接到一例投诉", "二三十人参会", "共一亿一个",
    ],
)  # fmt: skip
def test_dates_ordinals_names_and_list_numbers_are_no_figures(text):
    assert [q for q in find(text) if q.unit] == []


@pytest.mark.parametrize("word", ["签约", "预约", "附近", "节约", "彩超", "B超"])
def test_a_word_that_ends_like_a_qualifier_is_none(word):
    assert read(f"{word}23家")[0][3] == "="


@pytest.mark.parametrize("text", ["22个乡镇受益", "12人参加了培训", "3.2公里道路已修复"])
def test_a_number_that_opens_a_line_is_no_list_number(text):
    assert len(find(f"项目情况\n{text}")) == 1


def test_a_number_broken_by_what_has_no_width_is_not_read_as_a_smaller_one():
    assert read(legible("培训1\u200b200人，受益\u200b35户")) == [("1", "1", "", "="), ("35", "35", "户", "=")]


def test_odd_spaces_divide_no_number_from_its_unit():
    assert read(legible("支出2,581.6\u00a0万元")) == [("2,581.6", "2581.6", "万元", "=")]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("320000元", "32"),
        ("318500.50元", "31.85005"),
        ("12千元", "1.2"),
        ("47.19万元", "47.19"),
        ("1.86亿元", "18600"),
        ("0元", "0"),
    ],
)
def test_amounts_are_given_in_ten_thousands(text, amount):
    assert str(wan(find(f"支出{text}")[0])) == amount


@given(
    number=st.decimals(0, 999_999, places=3, allow_nan=False).map(lambda d: str(d.normalize() + 0)),
    scale=st.sampled_from(["", "万", "亿"]),
    unit=st.sampled_from(COUNTED),
    sign=st.sampled_from(sorted(SIGNS)),
    after=st.sampled_from(sorted(AFTER)),
    wide=st.booleans(),
)
def test_what_was_printed_comes_back(number, scale, unit, sign, after, wide):
    shown = number.translate(str.maketrans("0123456789.", "０１２３４５６７８９．")) if wide else number
    text = f"养护站点{sign}{shown}{scale}{unit}{after}，其余未列。"
    (q,) = find(text)
    assert q.value == Decimal(number) * {"": 1, "万": 10_000, "亿": 100_000_000}[scale]
    assert (q.unit, q.token, text[q.start : q.end]) == (unit, f"{shown}{scale}", f"{shown}{scale}")
    assert q.comparator == (AFTER[after] or SIGNS[sign])
    assert text[q.begin : q.stop] == f"{sign}{shown}{scale}{unit}{after}"


@given(digits=st.text("123456789", min_size=1, max_size=60), decimals=st.text("123456789", min_size=1, max_size=40))
def test_a_decimal_is_exact_however_long(digits, decimals):
    (q,) = find(f"支出{digits}.{decimals}元")
    assert q.value == Decimal(f"{digits}.{decimals}")
    assert wan(q) == Context(prec=200).multiply(q.value, Decimal("0.0001"))


@given(
    st.lists(
        st.sampled_from(
            [
                "完成",
                "3个",
                "，",
                "。",
                "\n",
                "≥",
                "12.5%",
                "（",
                "）",
                "2021年",
                "第",
                "约",
                "1,234",
                "万元",
                "零",
                "“",
                "”",
                "1.",
                "余",
            ]
        ),
        max_size=30,
    )
)
def test_every_token_stands_where_it_says_and_in_order(pieces):
    text = "".join(pieces)
    found = find(text)
    assert all(text[q.start : q.end] == q.token for q in found)
    assert all(q.begin <= q.start < q.end <= q.stop for q in found)
    assert [q.start for q in found] == sorted({q.start for q in found})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("水费支出12.3.4万元", "12.3.4万元"),
        ("水费支出1,23,4.5万元", "1,23,4.5万元"),
        ("水费支出1\u200b200万元", "1\u200b200万元"),
    ],
)
def test_an_amount_that_is_no_number_is_refused_with_its_place_and_its_text(text, found):
    with pytest.raises(UnreadableAmount) as error:
        refuse_unreadable_amounts(text)
    assert str(error.value) == f"offset 4: expected an amount of money, found {found!r}"


@pytest.mark.parametrize(
    "text",
    ["2021，280万元", "截至2022.12.31，支出50万元", "1，234.5万元", "共3.5、2.6万元", "1,234万元", "自2021，3.5万元"],
)
def test_numbers_side_by_side_are_no_broken_amount(text):
    assert refuse_unreadable_amounts(text) is None


def test_a_number_that_is_the_whole_text_is_a_figure_and_one_in_brackets_of_its_own_is_none():
    assert [q.token for q in find("120")] == ["120"]
    assert find("（120）") == []


@pytest.mark.parametrize("run", ["1.2.3", "1\u200b2", "1,", "，，1.2"])
def test_a_run_of_digits_without_unit_is_looked_at_once(run):
    text = run * 50
    assert [len(YUAN.findall(each)) for each in (text, f"{text}1.2.3万元")] == [0, 1]
    with pytest.raises(UnreadableAmount):
        refuse_unreadable_amounts(f"{text}1.2.3万元")


def test_seconds_behind_minutes_are_no_figure_of_their_own():
    assert "38" not in [q.token for q in find("平均出警时间4分38秒。")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新建观景台四处，", [("四", "处")]),
        ("制定地方标准两项、发明专利五件。", [("两", "项"), ("五", "件")]),
        ("辖区现有七个渡口，", [("七", "个")]),
        ("开通旅游航线三条；救助一人。", [("三", "条"), ("一", "人")]),
        ("六名滞站老人办好了户口，", [("六", "名")]),
        ("前三名，一名队员，六名单，", []),
        ("扣分在预算执行和完工及时率两项，", []),  # which it names
        ("建成桥梁和道路三条，", [("三", "条")]),
        ("年内购置一台，查处一起。", [("一", "台"), ("一", "起")]),
        ("四笔加在一起，有一台旧车待修，实施项目三个，有两处返工。", []),
        ("上述三项，这两所，前两名，", []),
        ("分四次，整改了两处，每乡一名，一村一所。", []),
        ("划入第二片，住三组，属二期，有两个方面。", []),
    ],
)
def test_one_word_numeral_counts_behind_a_noun_at_the_end_of_a_clause_or_behind_there_is(text, expected):
    assert [(q.token, q.unit) for q in find(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("亮灯率百分之九十八点五。", [("98.5", "%", "=", "九十八点五")]),
        ("出苗率百分之九十以上，", [("90", "%", ">=", "九十")]),
        ("投诉率不高于百分之零点五，", [("0.5", "%", "<=", "零点五")]),
        ("差错率不超过万分之三，", [("3", "‱", "<=", "三")]),
        ("差错率不超过万分之0.6，", [("0.6", "‱", "<=", "0.6")]),
        ("漏检率千分之2以下，", [("2", "‰", "<=", "2")]),
        ("三分之2的村", [("2", "", "=", "2")]),
        ("检出率十万分之618，", [("618", "", "=", "618")]),
        ("责任事故为零，全年零发生。", [("0", "", "=", "零"), ("0", "", "=", "零")]),
        ("按零基预算编制，从零开始。", []),
        ("每餐成本封顶12元，住宿60元封顶。", [("12", "元", "<=", "12"), ("60", "元", "<=", "60")]),
        ("在线率保95%，医保95人。", [("95", "%", ">=", "95"), ("95", "人", "=", "95")]),
        ("每座费用三十七点六万元。", [("37.6", "万元", "=", "三十七点六")]),
        ("费用不超过四十万元。", [("40", "万元", "<=", "四十")]),
        ("收储秸秆三点二万吨，", [("32000", "吨", "=", "三点二万")]),
        ("一亿三千万元", [("130000000", "元", "=", "一亿三千万")]),
        ("下午三点到场，重点一条街。", []),
    ],
)
def test_word_numerals_have_shares_points_and_units_of_money(text, expected):
    assert [(f"{q.value:f}", q.unit, q.comparator, q.token) for q in find(text)] == expected
    assert all(text[q.start : q.end] == q.token for q in find(text))


def test_dollars_keep_their_unit_as_amounts_of_money_do():
    assert [(q.value, q.unit) for q in find("到账8,960万美元，出口1.2亿美元，每吨310美元。")] == [
        (8960, "万美元"),
        (Decimal("1.2"), "亿美元"),
        (310, "美元"),
    ]


def test_years_of_age_are_a_figure_where_they_are_an_average():
    assert [q.token for q in find("村医平均年龄达51.6岁，60岁以上老人，45周岁以下。") if q.unit] == ["51.6"]


@pytest.mark.parametrize("line", ["2.1 数量目标", "4.2.1 质量", "３.１　资金到位"])
def test_a_decimal_sign_of_a_paragraph_is_no_number(line):
    assert find(f"目标如下。\n{line}：新建泵站8座。")[0].token == "8"


def test_a_decimal_number_at_the_beginning_of_a_line_that_has_a_unit_is_one():
    assert [q.token for q in find("规模如下：\n1.5万元用于培训")] == ["1.5"]


def test_the_number_of_a_hotline_behind_a_list_number_is_no_decimal():
    assert read("3.巡河36次；4.12345工单办结率≥99%。")[1:] == [("99", "99", "%", ">=")]
    assert read("一号井出水量；4.12立方米")[-1] == ("4.12", "4.12", "立方米", "=")


@pytest.mark.parametrize(
    ("text", "tokens"), [("冬泳票12元一场，", ["12"]), ("每个街道至少一场，", []), ("评剧上演一场，", [])]
)
def test_a_one_behind_a_price_or_each_says_of_what_and_counts_nothing(text, tokens):
    assert [q.token for q in find(text)] == tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到位资金224.2万，", ("224.2", "224.2", "万元", "=")),
        ("省级配套共1.2亿（", ("1.2", "1.2", "亿元", "=")),
        ("服务群众3.2万，", ("3.2万", "32000", "", "=")),
        ("发放补助3.2万人，", ("3.2万", "32000", "人", "=")),
    ],
)
def test_a_number_without_a_unit_is_money_right_behind_a_word_for_money(text, expected):
    assert read(text)[-1] == expected


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("设备经费174万，其中：课桌椅28.5万，投影145.5万。", ["万元"] * 3),
        ("设备经费174万，其中：课桌椅28.5万，借阅量145万。", ["万元", "", ""]),
        ("培训补贴12万，惠及群众12万。", ["万元", ""]),
        ("1、班车津贴12万，按月发放。\n2、招生经费8万。\n3、教研教改5万。", ["万元"] * 3),
        ("1、宣传资料3.2万，覆盖全县。\n2、培训经费1.5万。", ["", "万元"]),
    ],
)
def test_a_list_of_money_in_ten_thousands_is_money_throughout_where_most_of_it_or_its_sum_says_so(text, units):
    assert [q.unit for q in find(text)] == units


def test_the_digits_of_a_year_left_out_are_no_number():
    assert [q.token for q in find("截至20xx年底，修渠20条，20××年验收18条。")] == ["20", "18"]


@pytest.mark.parametrize("words", ["设计年限达到", "使用寿命为"])
def test_years_that_something_lasts_are_a_figure(words):
    assert [q.unit for q in find(f"{words}15年，")] == ["年"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("减免费用1.2万余元。", ("1.2", "万元", ">=")),
        ("减免租金3.5亿多元。", ("3.5", "亿元", ">=")),
        ("接待3.7万余人次。", ("37000", "人次", ">=")),
        ("发生一起溺水事故。", ("1", "起", "=")),
        ("七个工作日内答复。", ("7", "个工作日", "=")),
    ],
)
def test_more_than_so_many_ten_thousands_is_printed_in_them_and_few_things_are_counted_in_words(text, told):
    (q,) = find(text)
    assert (f"{q.value}", q.unit, q.comparator) == told


@pytest.mark.parametrize("text", ["山上山下一起干。", "大家一起参加植树，"])
def test_what_is_done_together_counts_nothing(text):
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [("满意度九成以上", (90, ">=", "%")), ("压减三成以内", (30, "<=", "%")), ("约九成到场", None)],
)
def test_tenths_with_a_bound_are_percent(text, expected):
    found = [(q.value, q.comparator, q.unit) for q in find(text)]
    assert found == ([expected] if expected else [])
