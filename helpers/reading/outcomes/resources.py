"""Staff, units and assets of the reporting unit itself, which are no results."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from helpers.reading.records import Outcome, Quantity
from helpers.reading.vocabulary import any_of, nearest, pattern, unit_kind, words

KINDS = {
    "staff": ("persons",),
    "agency_units": ("count",),
    "vehicles": ("count",),
    "fixed_assets": ("money", "count", "area"),
}
COUNTED = {kind for kinds in KINDS.values() for kind in kinds}
SERVED = tuple(words("served"))
EVENTS = {"场", "起", "例", "宗", "轮", "期", "篇", "批", "笔"}
OVERVIEW = re.compile(
    any_of(["概况", "基本情况", "基本信息", "机构", "人员", "编制", "职能", "职责", "单位情况", "单位简介", "资产"])
)
OF_REGION = re.compile("全[省市县区州旗盟镇乡]|辖区|我[省市县区州旗]")
ITEM_END = re.compile("[，。；、：:（(]")
FOR_OTHERS = re.compile(r"\s*[为对向给]")
SUBDIVIDED = re.compile("内设|下设|下辖|下属|设有|所属|另聘|外聘|聘有")  # how a unit tells what it consists of
HAVE_UNITS = re.compile("(?<!建)有.{0,14}(?:所|庭|站|队|分局)$")
OWNED, OWNS = re.compile("拥有|现有|目前共有"), re.compile("拥有|装备有|配有")
OF_THE_BUILT = re.compile("总?(?:占地|建筑)(?:面积)?(?:达|为|约|共)*$")  # 建成大棚58座，占地310亩
BUILT = re.compile(r"(?:建成|[新改扩修]建|建设|改造)[^，。；\d]*\d[\d.,]*万?[座处个栋所间]")
SENT = re.compile("(?:组成[^，。；]{0,8})?(?:支援|驰援|增援|奔赴|赴|下沉|协助|参加|参与|投入|包联|驻)")
EQUIPMENT = {"间", "台", "部", "门", "副", "套", "台套", "辆", "艘", "架", "张", "亩", "平方米", "栋", "座"}
SHARE = re.compile("^[，,]?(?:约?占|占比)")
PER = re.compile("[/／]")
CAPTION_UNIT = re.compile(r"单位[：:]\s*([^\s，。）)]*元)")


def resource(q: Quantity, before: str, after: str, titles: tuple[str, ...], last: str = "", near: str = "") -> str:
    """The kind of resource a number counts, empty for a result: by a word of the unit's own staff, units or assets; by
    one that others have too where the passage is on the unit or `near` another resource; or as a part or neighbour of
    the resource `last` in its sentence. Not where the item tells of something done."""
    of = kind(q.unit)
    if of not in COUNTED or q.unit in EVENTS or q.unit.endswith("次"):
        return last if of == "rate" and last and SHARE.match(_clause(before)) else ""
    clause, noun = _clause(before), after.partition("、")[0]
    told = f"{clause}|{noun}"
    may_be = last or q.unit in EQUIPMENT or pattern("resources_where_stated").search(told)
    if not (may_be or pattern("resources").search(told)):
        return ""
    item = ITEM_END.split(clause)[-1]
    if noun.endswith(SERVED) or item.strip().endswith(SERVED):
        return ""
    own = _named(of, "resources", item, clause, noun)
    if not (own or may_be):
        return ""
    stated = own or last or near or _is_stated(titles, before) or (of == "persons" and _any("teams").search(before))
    done = stated and (FOR_OTHERS.match(clause) or SENT.match(noun) or _is_done(clause))
    if own and (not done or last or "其中" in clause):
        return own
    return "" if not stated else _shared(q, item, clause, noun, before, bool(done)) or _beside(last, item, of)


def _clause(before: str) -> str:
    return before[max(before.rfind("，"), before.rfind("。"), before.rfind("；")) + 1 :]


def _is_done(clause: str) -> bool:
    """Whether a clause tells of something done; not by the names of what it says to be there: 内设安置股等4个股室."""
    done = _any("no_resources").search(clause)
    there = SUBDIVIDED.search(clause) if done else None
    return done is not None and not (there and there.start() < done.start())


def _shared(q: Quantity, item: str, clause: str, noun: str, before: str, done: bool) -> str:
    """The kind of resource told by a word that others use of theirs too, or by what a unit says that it owns."""
    if done:
        return ""
    shared = _named(kind(q.unit), "resources_where_stated", item, clause, noun)
    if OF_THE_BUILT.match(item) and BUILT.search(before):
        return ""
    if shared == "staff" or OF_REGION.search(before):
        own_units = shared == "agency_units" and HAVE_UNITS.search(clause)
        return shared if shared == "staff" or own_units else ""
    owned = OWNED.search(clause) or (OWNS.search(before) and not _any("no_resources").search(before))
    return shared or ("fixed_assets" if q.unit in EQUIPMENT and owned else "")


def _beside(last: str, item: str, of: str) -> str:
    """The kind of the resource before a number in its sentence, where the number may be a part or a neighbour of it."""
    return last if last and of in KINDS[last] and not _any("no_resources").search(item) else ""


def _named(of: str, section: str, item: str, clause: str, noun: str) -> str:
    """The kind of resource that the item of a number names, else its clause or the noun behind it, where it goes with
    the kind of its unit."""
    if not pattern(section).search(f"{clause}|{noun}"):
        return ""
    found = nearest(section, item) or nearest(section, clause) or nearest(section, noun)
    return found if of in KINDS.get(found, ()) else ""


def _is_stated(titles: tuple[str, ...], before: str) -> bool:
    """Whether the passage is on the unit itself by the titles above, or its sentence says that something is there."""
    return _is_on_unit(titles) or _any("resource_statements").search(before) is not None


@lru_cache(maxsize=64)  # the titles above are the same for many figures
def _is_on_unit(titles: tuple[str, ...]) -> bool:
    return any("项目" not in title and OVERVIEW.search(title) for title in titles)


@cache
def _any(section: str) -> re.Pattern:
    return re.compile(any_of(words(section)))


@cache
def kind(unit: str) -> str:
    """Kind of a quantity by its unit: persons, money, rate, area, other (points too), else count; of 元/人 that of
    元."""
    found = unit_kind().get(unit) or unit_kind().get(PER.split(unit)[0], "count")
    return {"measures": "count", "points": "other"}.get(found, found)


def asset_table(text: str, report_id: str) -> list[Outcome]:
    """Figures of a tab-separated table of assets, named by row and column, in the unit its caption states; one
    whose columns are stages of money, as 年初预算数, is none."""
    rows, labels, money = [], [], ""
    if "\t" not in text:
        return rows
    for match in re.finditer(r"^.*$", text, re.M):
        cells = match[0].rstrip("\r").split("\t")
        if len(cells) < 3:
            labels, money = [], _caption_unit(match[0]) or money
        elif not any(re.match(r"\d", cell) for cell in cells[1:]):
            labels = _merged(labels, cells)
        elif not any(pattern("fund_stages").search(label) for label in labels):
            rows += _table_row(match, cells, labels, money, report_id)
    return rows


def _caption_unit(line: str) -> str:
    """The unit that a table's caption states, as in 单位：万元; empty for any other line."""
    stated = CAPTION_UNIT.search(line)
    return stated[1] if stated else ""


def _merged(above: list[str], cells: list[str]) -> list[str]:
    """Column labels of a header of two rows, the upper label holding to the right until the next one."""
    upper, carried = [], ""
    for i in range(len(cells)):
        carried = (above[i] if i < len(above) and above[i] else carried) if above else ""
        upper.append(carried)
    return [u if not c else u + c for u, c in zip(upper, cells, strict=True)] if above else list(cells)


def _table_row(match: re.Match, cells: list[str], labels: list[str], money: str, report_id: str) -> list[Outcome]:
    rows, place = [], match.start()
    for i, cell in enumerate(cells):
        printed = re.match(r"(\d[\d,]*(?:\.\d+)?)(%?)", cell)
        if i and printed and i < len(labels):
            unit = printed[2] or (money if "金额" in labels[i] else "")
            name = f"{cells[0]}：{labels[i]}"
            value, at = Decimal(printed[1].replace(",", "")), (place, place + len(printed[1]), printed[1])
            rows.append(Outcome(report_id, "", 0, "fixed_assets", name, value, unit, "=", kind(unit), *at))
        place += len(cell) + 1
    return rows
