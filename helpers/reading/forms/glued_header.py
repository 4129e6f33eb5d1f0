"""Headers of forms whose cells ran into one another: the columns that one run of words names, in order."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from helpers.reading.forms.words import knows, role

REMARK = r"(?:[（(][^（()）\n]{0,14}[)）])?"
GOES_ON = "分析|及|和|与|、|拟采取的?|改进|整改|措施|原因|说明|情况"
NOTE = rf"(?:备注|说明|[^0-9（()）\s]{{0,14}}?(?:原因|措施|问题)(?:{GOES_ON})*)"
MEASURED = (
    "[一二三四]级指标|序号|编号|(?:绩效|具体|考核|评价)?指标(?:名称|内容)|(?:具体|考核)指标|(?:计量|度量)?单位",
    "指标(?:性质|方向)|方向|性质|(?:比较|判断|指标)?符号|是否核心指标|(?:得分)?系数|(?:指标)?(?:完成|偏差)率",
    "(?:指标)?(?:类别|类型)|复核分|(?:指标|自评|实际|评价|标准)?(?:分值|权重分?|满分|标准分|得分|评分|自评分)|分数|自评",
    "(?:年初|年度|全年|年终|年末|年底|本年|当年|预期|计划|绩效|考核|调整后?|设定|实际|预设|指标|自评|完成|实际产出)*"
    "(?:指标值|目标值|完成值|实际值|实现值|调整值|设定值|完成情况|完成结果|完成数|目标|数值|完成|值)",
    NOTE,
)  # fmt: skip
AMOUNTS = (
    "(?:预算|资金)?(?:执行|完成|支出)(?:率|进度)", "执行率(?:分值|权重|得分)",
    "(?:指标|自评|标准)?(?:分值|权重分?|满分|标准分|得分|评分|自评分)",
    "(?:年初|全年|年度|调整后?|当年|本年|实际|预算|资金|批复|计划|项目|财政|到位|下达|决算|支出|累计|[（(]调整[)）])*?"
    "(?:预算数|预算额|预算金额|预算(?![执支数额金安])|执行数|执行额|支出数|支出额|支出|决算数|到位数|下达数|安排数|结余数?|结转数?"
    "|金额|投入)",
    NOTE,
)  # fmt: skip
OPENS = re.compile("(?:序号)?(?:(?:指标)?类别|一级指标|二级指标|三级指标|指标名称|指标内容|具体指标)")
BESIDE = re.compile(
    r"预算(?:数|额|金额)(?:[（(][^（()）\n]{0,14}[)）])?[年全调实预执支到决累当]"
)  # in any header of money
BUDGETS = ("initial_budget", "adjusted_budget", "allocated")
FEWEST = 4


class Run(NamedTuple):
    """A header in one run: the roles of its columns in order, `none` for those left out, each with its words and their
    place, and where it starts and ends."""

    roles: list[str]
    cells: list[tuple[str, int]]
    start: int
    end: int


def measured(text: str) -> list[Run]:
    """The glued headers of indicators in a text."""
    return list(_apart(run for match in OPENS.finditer(text) if (run := _run(text, match.start(), "indicators"))))


def amounts(text: str) -> list[Run]:
    """The glued headers of money in a text."""
    if not BESIDE.search(text):
        return []
    begins = (m.start() for m in _pattern("money", False).finditer(text) if role("money_roles", m[0]) in BUDGETS)
    return list(_apart(run for at in begins if (run := _run(text, at, "money"))))


def _apart(runs: Iterator[Run]) -> Iterator[Run]:
    """The runs without those that lie in the one before."""
    end = -1
    for run in runs:
        if run.start >= end:
            yield run
            end = run.end


def _run(text: str, start: int, kind: str) -> Run | None:
    """The header that begins at a place; None where its words name no columns, or not those of its kind."""
    section = "money_roles" if kind == "money" else "indicator_roles"
    roles, cells, at = [], [], start
    while match := _pattern(kind, "rate" in roles).match(text, at):
        name = role(section, match[0]) or ("none" if knows(section, match[0]) or match[0] in ("值", "完成") else "")
        if not name or (name in roles and name != "none"):
            break
        roles.append(name)
        cells.append((match[0], at))
        at = match.end()
    if kind == "money":
        whole = "executed" in roles and set(BUDGETS) & set(roles) and len(roles) + 1 >= FEWEST
    else:
        whole = "name" in roles and {"target", "actual"} <= set(roles) and len(roles) >= FEWEST
    return Run(roles, cells, start, at) if whole else None


@cache
def _pattern(kind: str, has_rate: bool) -> re.Pattern:
    """The words of one column of a kind, with the remark in brackets behind it; behind a rate 执行率得分 is one."""
    columns = MEASURED if kind == "indicators" else AMOUNTS[1:] if has_rate else AMOUNTS
    return re.compile(f"(?:{'|'.join(columns)}){REMARK}")
