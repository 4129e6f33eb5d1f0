"""What the words of an amount of money say where those further before it say otherwise."""

import re

from helpers.reading.funds.words import Said
from helpers.reading.records import Quantity
from helpers.reading.text import layout
from helpers.reading.vocabulary import any_of, words

SPENT = any_of([*words("spent_words"), "决算"])
PAIR = re.compile(rf"[、，,][ \t]*(?:实际|已|全年|当年)*(?:{SPENT})[数额]?[为是]?[ \t]*\d")
OF_ADJUSTED, OF_SPENT = re.compile("全年预算|调整后的?(?:全年)?预算"), re.compile("执行|支出")
KEPT_ON = re.compile("[年期]末|下年|本年|当年")
ALL_MONEY = re.compile("(?:资金|经费)(?:总额|总量|规模)[为是共计]*$")
PARTS_CAME = re.compile(
    r"[，,；;（(：:][ \t]*其中[：:]?[^，。；\d]{2,12}(?:下达|到位|到账|拨入|落实)[^，。；\d]{0,4}\d"
)
BUDGET = re.compile("预算[数额]?[为是]?$")
OF_FIRST = re.compile("[年期]初")


def of_kept(left: str, said: Said, inside: bool) -> Said:
    """What is said of an amount, a part (`inside`) of what was carried over to a year being carried over to it too:
    上年结转30万元，其中项目支出结转20万元."""
    kept = inside and said.stage == "carryover_out" and not KEPT_ON.search(left)
    return said._replace(stage="carryover_in") if kept else said


def of_came(page: layout.Layout, q: Quantity, left: str, said: Said) -> Said:
    """What is said of an amount, all the money being what came in where its parts are told to have:
    资金总额90万元，其中：中央财政下达60万元."""
    came = said.stage == "initial_budget" and ALL_MONEY.search(left) and PARTS_CAME.match(page.text, q.stop)
    return said._replace(stage="allocated") if came else said


def of_adjusted(page: layout.Layout, q: Quantity, left: str, said: Said, single: bool) -> Said:
    """What is said of an amount, one that was arranged for a part of a total being of the whole-year budget where that
    is the only one told with the total, or at all in a report on one project (`single`):
    全年预算90万元，执行85万元。其中：市级安排50万元，执行48万元."""
    first = said.weak if said.stage == "initial_budget" else not said.stage and PAIR.match(page.text, q.stop)
    if not first or OF_FIRST.search(left):
        return said
    stop = page.text.rfind("。", 0, q.begin)
    start = max(page.text.rfind("。", 0, max(stop, 0)), page.text.rfind("\n", 0, q.begin)) + 1
    told, parts, _ = page.text[start : q.begin].rpartition("其中")
    if (
        single
        and said.name
        and BUDGET.search(left)
        and PAIR.match(page.text, q.stop)
        and not OF_FIRST.search(page.text)
    ):
        told, parts = page.text, said.name
    only = parts and OF_ADJUSTED.search(told) and OF_SPENT.search(told) and not OF_FIRST.search(told)
    return said._replace(stage="adjusted_budget", weak=False) if only else said
