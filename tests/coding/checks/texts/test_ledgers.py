"""What coding.checks.ledgers promises: what was there, came in, went out and is left agree, in money and in counts."""

import pytest

from ...made import of_text

BALANCED = [  # by hand: first + in - out = last
    "上年滚存结余86.35万元，当年拨入640.00万元，全年列支673.55万元，滚存至下年52.80万元。",
    "年初结存124,560.00元，本年收入2,380,000.00元，开支2,295,340.00元，年末余额209,220.00元。",
    "上年旧存案件42件，新收318件，审结329件，未结31件。",
    "年初预算1,420.00万元，执行中追加165.00万元、调减37.00万元，调整后预算1,548.00万元。",
    "产业基金上年结转0.38亿元，本年注资2.00亿元，投放1.96亿元，结转下年4,200万元。",
    "2022年转来18.6万元，2023年拨款205.0万元，用去207.3万元，转入2024年16.3万元。",
    "原有林场道路186.5公里，当年新修24.8公里，报废7.3公里，年末实有204.0公里。",
    "年末库存44,500吨，年初库存43,600吨，当年购入13,850吨，销售12,950吨。",
    "年初预算500万元。汛后省级追加320万元，市级动用储备金146.5万元，全年预算变为966.5万元。",
    "上年结转312.46万元。全镇收进1,875.30万元，分三块：补助960.00万元，专项748.30万元，自有167.00万元。花出去1,902.88万元。"
    "年底结余284.88万元。",
]
FALSE = [
    BALANCED[0].replace("673.55", "637.55"),
    BALANCED[1].replace("209,220", "290,220"),
    BALANCED[2].replace("329", "239"),
    BALANCED[3].replace("37.00", "73.00"),
    BALANCED[4].replace("4,200", "2,400"),
    BALANCED[5].replace("16.3", "13.6"),
    BALANCED[6].replace("204.0", "240.0"),
    BALANCED[7].replace("43,600", "42,600"),
    BALANCED[8].replace("320", "230"),
    BALANCED[9].replace("284.88", "248.88"),
]


@pytest.mark.parametrize(
    "words", ["余{}万元转入2023年", "余{}万元，结转下年使用", "尚余{}万元，全部转入下年", "余{}万元已由财政收回"]
)
def test_a_mere_rest_is_what_is_left(words):
    text = f"2021年结转58.36万元，2022年新下达905.00万元，当年列支931.27万元，{words}。"
    assert ("identity", "holds") in of_text(text.format("32.09"))
    assert ("identity", "contradiction") in of_text(text.format("35.09"))


@pytest.mark.parametrize(
    "words", ["其余35.09万元用于设备", "余35.09万元全部用于设备", "余35.09万元，用于培训", "安排业余教育35.09万元"]
)
def test_a_rest_that_is_used_is_none(words):
    text = f"2021年结转58.36万元，2022年新下达905.00万元，当年列支931.27万元，{words}。"
    assert ("identity", "contradiction") not in of_text(text)


@pytest.mark.parametrize("text", BALANCED)
def test_accounts_that_balance_hold(text):
    assert ("identity", "holds") in of_text(text)
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}


def test_less_of_a_money_that_is_named_is_no_more_of_it():
    text = "年初预算812.6万元，追加中介服务经费90.0万元，减少因公出国（境）经费8.0万元，净增82.0万元，调整后894.6万元。"
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}


@pytest.mark.parametrize("text", FALSE)
def test_a_false_term_contradicts_its_account(text):
    assert ("identity", "contradiction") in of_text(text)


@pytest.mark.parametrize(
    "text",
    [
        "年初在编86人，退休5人，调出2人，考录6人，年末在编85人。",  # 86 - 5 - 2 + 6: arithmetic says what 考录 is
        "年初有公厕186座，年内新建24座，拆除11座，年底共199座。",
        "预算500万元，到位480万元，支出462万元，结余18万元。",  # 18 of the 480
        "上年结转30.00万元，预算500.00万元（含上年结转），支出470.00万元，结转30.00万元。",
        "上年结余45.20万元，本年收入620.00万元，支出586.30万元，财政收回20.00万元，结转下年58.90万元。",
    ],
)
def test_a_term_told_twice_or_without_a_known_word_may_have_either_reading(text):
    assert ("identity", "holds") in of_text(text)
    assert "contradiction" not in {verdict for _, verdict in of_text(text)}


@pytest.mark.parametrize(
    "text",
    [
        "年初库存1,860吨，销售4,415吨，年末库存1,633吨。",  # what came in is not told
        "年初在册9,410人，全年新纳入1,126人，退出1,373人，年末特困对象1,358人。",  # of another thing
        "上年结转157.30万元，本年预算845.20万元，上半年支出688.17万元，累计支出980.00万元，结转61.70万元。",
        "上年结转30.20万元，收入620.00万元，其中拨款500.00万元，支出586.30万元，结余90.00万元。",
        "床位620张，新增80张，减少20张，年末700张。",
    ],
)
def test_accounts_of_which_a_term_is_missing_say_nothing(text):
    assert ("identity", "contradiction") not in of_text(text)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("期初库存帐篷246顶，本年购入120顶，调拨灾区85顶，期末库存{}顶。", "281", "218"),
        ("去年底在册监测户512户，当年纳入63户、消除风险100户，年底在册{}户。", "475", "457"),
        (
            "全年应收水费426.5万元，实收401.34万元。账上年初结余62.18万元，当年收进401.34万元，支出388.7万元，年末结余{}万元。",
            "74.82",
            "78.42",
        ),
    ],
)
def test_a_stock_told_from_first_to_last_adds_up_also_with_a_word_that_is_not_known(text, right, wrong):
    assert ("identity", "contradiction") not in of_text(text.format(right))
    assert ("identity", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (
            "上年账面结余15.36万元，当年区级拨入84.00万元，居民自筹17.20万元，除此再无进项。当年共支出98.74万元，"
            "包括清淤41.20万元、养护36.54万元、宣传21.00万元三项。两项相抵，年末账上结存{}万元，留到下年。",
            "17.82",
            "18.72",
        ),
        (
            "期初账上有32.40万元。全年进账三笔：市级补助56.00万元，社会捐赠12.50万元，利息0.35万元。全年付出71.65万元。"
            "收付相抵，期末账上还有{}万元。",
            "29.60",
            "26.90",
        ),
        (
            "年初余额8.65万元，年内拨款120.00万元、村里配套23.50万元、企业赞助6.00万元。花了141.28万元，账上剩{}万元。",
            "16.87",
            "18.67",
        ),
        (
            "去年结余9.84万元，今年收取管护费38.60万元，镇里补贴25.00万元。"
            "支出合计64.29万元。两相冲抵，年底结余{}万元。",
            "9.15",
            "9.51",
        ),
        (
            "年初结余12.30万元，当年拨入60.00万元，自筹18.40万元。当年支出73.56万元。收支相抵后，结余{}万元。",
            "17.14",
            "15.94",
        ),
    ],
)
def test_an_account_told_over_a_paragraph_adds_up_with_all_that_came_in(text, right, wrong):
    assert ("identity", "holds") in of_text(text.format(right))
    assert ("identity", "contradiction") in of_text(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "年初结余12.30万元，当年拨入60.00万元，另有捐款。当年支出53.56万元。年末结余27.14万元。",
        "年初结余12.30万元，当年拨入60.00万元，自筹18.40万元。当年支出53.56万元。年末结余24.31万元。",
        "年初预算48.60万元，其中县级36.00万元。县级补助分两笔来，共36.00万元。支出47.18万元。结余1.42万元。",
    ],
)
def test_an_account_of_which_more_may_have_come_in_says_nothing(text):
    assert ("identity", "contradiction") not in of_text(text)


def test_a_stock_of_which_not_all_is_told_says_nothing():
    assert ("identity", "contradiction") not in of_text("年底在岗120人，今年招录18人，调离9人，年末在岗126人。")
