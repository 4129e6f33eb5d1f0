"""What helpers.output.compared promises: a comparison of the audit in words that readers know, in both languages."""

import pandas as pd
import pytest

from helpers import paths
from helpers.coding.schema import tables
from helpers.output import compared


@pytest.mark.parametrize(
    ("what", "english", "chinese"),
    [
        (
            "initial_budget of the whole against its 11 budget lines, 万元",
            "initial budget of the whole against its 11 budget lines, 万元",
            "整体的年初预算与 11 项预算之和核对，万元",
        ),
        (
            "carryover_out against income + carryover_in 87.17 - executed, 万元",
            "money carried out against income + money carried in 87.17 - spending, 万元",
            "年末结转与收入 + 上年结转 87.17 - 支出核对，万元",
        ),
        (
            "维修: executed against initial_budget, 万元",
            "维修: spending against initial budget, 万元",
            "维修：支出与年初预算核对，万元",
        ),
        ("培训: target in 人, actual in 人次", "培训: target in 人, actual in 人次", "培训：目标以人计，实际以人次计"),
        (
            "总分: points against 100 less all deductions",
            "总分: points against 100 less all deductions",
            "总分：得分与 100 分减全部扣分核对",
        ),
        (
            "维护: in 元 among amounts in 万元",
            "维护: in 元 among amounts in 万元",
            "维护：以元计，同列其他金额以万元计",
        ),
        ("到课率 against 42 of 74, %", "到课率 against 42 of 74, %", "到课率与 42 / 74 核对，%"),
        ("points against their maximum", "points against their maximum", "得分与满分核对"),
        ("培训: told twice, number", "培训: told twice, number", "培训：两次表述，个数"),
        (
            "渡口: told again with a slip, 个",
            "渡口: told again with a slip, 个",
            "渡口：前后两次表述，数字似有笔误，个",
        ),
        ("支出: said to be within 18.5 万元", "支出: said to be within 18.5 万元", "支出：称未超过 18.5 万元"),
        (
            "table 2: 执行数: the whole of the form against its 3 rows, 万元",
            "table 2: 执行数: the whole of the form against its 3 rows, 万元",
            "表 2: 执行数：表内合计与其 3 行之和核对，万元",
        ),
        (
            "年末在编 against all its terms (+-+), 人",
            "年末在编 against all its terms (+-+), 人",
            "年末在编与收支存各项（+-+）核对，人",
        ),
        (" against 186 of 200, %", " against 186 of 200, %", "与 186 / 200 核对，%"),
        ("something new", "something new", "something new"),
    ],
)
def test_codes_are_spelled_out_and_sentences_are_chinese_in_chinese(what, english, chinese):
    assert compared.compared(what, "en") == english
    assert compared.compared(what, "zh") == chinese


def test_every_code_of_money_has_words():
    columns = tables()["funds"]["columns"]
    codes = {code for name in ("stage", "source", "category") for code in columns[name]["values"]} - {"other"}
    assert codes <= set(compared._known()["codes"])


def test_no_finding_of_the_reports_keeps_a_code_and_none_stays_english_in_chinese():
    every = pd.read_csv(paths.ROOT / "data" / "processed" / "audit.csv")["what"]
    assert not every.map(lambda what: compared.compared(what, "en")).str.contains("_").any()
    assert not every.map(lambda what: compared.compared(what, "zh")).str.contains("[a-z]{3}").any()
