"""Checks of lists in a text, whatever is counted: figures that follow each other against the one that they make up.

Every figure of the text is looked at, read into a table or not. What a list makes up holds. It is contradicted where
one misprinted figure explains the difference, in the list or in its whole, and the words tie the two together.
"""

import re
from collections.abc import Iterator

from helpers.coding.checks.counts import PROMISED, RATE, Count, Page, against, alike, is_open
from helpers.coding.checks.findings import Finding, distance, is_slip
from helpers.coding.checks.words import any_of, pattern

SHORT = 30  # characters between two figures of a list
MANY = 12  # figures of a list
WHOLES = 8  # figures before a list that may be its whole
OPENS = re.compile(rf"{any_of('list_follows')}|[，,]为|[：:（(]")
TOTAL = re.compile(
    any_of("total_of_list")
    + "|(?:全部(?:支出|收入|资金|投入)|共[\u4e00-\u9fff]{0,3}|总(?:支出|收入|投入|投资|费用|成本|量))(?:为|达)?$"
)
BREAKS = re.compile(rf"[。；;！？]|\n\s*\n|{any_of('list_ends')}")
ASIDE = re.compile(r"[（(][^（）()]*[)）]")
SHARE, OF_RATE = re.compile("占|符合|[高低]于|超过"), re.compile("[%％]")
SHARE_TOLD = re.compile(
    rf"[，,、（(](?:{SHARE.pattern})[^，,。；;、\d]{{0,10}}\d[\d.]*[%％](?:的[^，,。；;、\d]{{1,6}})?[）)]?"
)
NEXT = re.compile(  # ；宣传印刷, behind words that have no figure, or without
    rf"[万亿]?元?(?:[，,][^。；;\d]{{0,16}})?[；;](?!{any_of('list_ends', 'total_of_list')})"
    "(?:(?![每均单])[^，,。；;：:\\d]){2,16}"
)
NAMED = re.compile(r"([\u4e00-\u9fff“”]{2,12}?)(?:资金)?(?:中|里|内|方面|主要)[，,：:]?[^，,：:。]*$")
OVERLAP = pattern("overlap_said")
CARRIED = re.compile("结转")
ALL_OF_IT = re.compile(rf"(?:{any_of('list_is_all')})[^，,。；;：:\d]{{0,12}}[：:，,]?[^，,。；;：:\d]{{0,14}}$")
NO_WHOLE = re.compile(f"{PROMISED.pattern}|每|平均|比|较|少|多")
NO_PART = re.compile(f"累计|截[至止]|[月年][底末]|{any_of('quota')}")  # what adds up to no total
OPEN_END = re.compile("等|以及|余款|其余|剩余")
CHANGES = re.compile("其余|剩余|余下|其中|上年|较|追加|调整|约")
COMPOSED = re.compile("[^，。；、\\d]{0,3}?[二两三四五六七八](?:个|大)?(?:部分|方面|渠道)(?:组成|构成)")
BY = re.compile(
    "(?:[，。；：（\\n]按(?!规定|要求|计划|合同|标准|[时期])[^，。；：:\\d]{2,8}|(?:按|从|分)[^，。；：:\\d]{1,8}?"
    "(?:划分|分类|区分|归类|统计|来看|上?[看讲说]|分)|分(?:品种|类别?|类型|区域?|乡镇|项目|用途|科目|季度|年龄|性别|等级|来源)[是为有])"
    "[，,：:]?[^，。；：:]{0,14}$"
)
MADE_OF = re.compile("由[^，。；：:\\d]{1,14}$")
OF_EACH = re.compile(  # 各村数字是上坞村38座、…
    "(?:^|[，。；：\\n])\\s*[各逐分](?:个)?[村镇乡街道社区县市站所校点片科室处段月季类户库矿场线路标队园院馆厂]{1,2}(?:别|里|上)?"
    "的?(?:数字?|数量|数据|人数|户数|金额|情况|完成数|完成量|完成情况|账)?(?:分别)?(?:是|为|有|依次|算|[：:])[^，。；：:\\d]{0,14}$"
)
KINDS = re.compile(
    "(?P<n>[二两三四五六七八])(?:个|大)?(?:项|类|块|种|处|笔|部分|方面|渠道)[^，。；：:\\d]{0,8}[：:，,][^，。；：:\\d]{0,14}$"
)
NUMBERS = "零一二三四五六七八"
FEWEST, FAR = 3, 0.25  # parts of a list that is all, and share of the whole that it may miss
TELLING = 4  # digits of a whole that no word ties to its list


def sums(pages: list[Page]) -> Iterator[Finding]:
    """Lists against the figure that they make up, before or behind them."""
    for page in pages:
        for run in _runs(page):
            behind = re.split("[。；;\n]", page.text[run[-1].end : run[-1].end + 2 * SHORT])[0]
            yield from (
                each for each in _made_up(page, run) if each.verdict != "contradiction" or not OVERLAP.search(behind)
            )


def _runs(page: Page) -> Iterator[list[Count]]:
    """Figures of one unit that follow each other with few words between, what stands in parentheses left out."""
    run: list[Count] = []
    for each, next_ in zip(page.counts, [*page.counts[1:], None], strict=False):
        if run and each.unit == RATE and SHARE.search(each.name):
            continue
        if run and (_in_aside(page, run[-1], each) or _is_of_a_name(page, run[-1], each, next_)):
            continue
        if run and not _continues(page, run[-1], each):
            yield from [run] if len(run) > 1 else []
            run = []
        run = [*run, each] if each.unit not in (RATE, "分") and each.comparator == "=" else []
    yield from [run] if len(run) > 1 else []


def _is_of_a_name(page: Page, last: Count, each: Count, next_: Count | None) -> bool:
    """Whether a figure in another unit is in the name of the next of a list (400毫升规格41,280单位、300毫升规格…)."""
    other = next_ is not None and not alike(last, each) and alike(last, next_) and each.unit not in (RATE, "分", "")
    return other and re.search(r"[，,、；。：:\n（(]", page.between(each, next_)) is None


def _in_aside(page: Page, last: Count, each: Count) -> bool:
    words = page.between(last, each)
    inside = is_open(words)
    return inside and not OPENS.search(words.removeprefix(last.unit).lstrip("（("))


def _continues(page: Page, last: Count, each: Count) -> bool:
    words = SHARE_TOLD.sub("", ASIDE.sub("", page.between(last, each)).removeprefix(last.unit))
    near = len(words) <= SHORT and not BREAKS.search(words) and not OPENS.search(words) and not OF_RATE.search(words)
    return alike(last, each) and (near or NEXT.fullmatch(words) is not None)


def _made_up(page: Page, run: list[Count]) -> Iterator[Finding]:
    """The whole that a list makes up; else the one that it is said to be all of, or that a slip keeps from it."""
    ways = sorted(_ways(page, run), key=lambda way: not way[2])
    for which in (True, False):
        own = [way for way in ways if way[2] == which]
        agreeing = [found for way in own if (found := _agreeing(*way) or _carried(page, *way))]
        sure = [found for whole, parts, _ in own if not agreeing and (found := _complete(page, whole, parts))]
        if told := agreeing or sure or [found for way in own if (found := _slip(page, *way))]:
            yield told[0]
            return


def _ways(page: Page, run: list[Count]) -> Iterator[tuple[Count, list[Count], bool]]:
    """Wholes with their lists, and whether words tie them."""
    if _is_total(page, run[0], page.between(*run[-2:])) and len(run) > 2:
        yield run[-1], run[:-1], True
        return
    first = page.counts.index(run[0])
    for each in page.counts[first + len(run) : first + len(run) + 1]:
        words = page.between(run[-1], each)
        if alike(each, run[0]) and _is_total(page, run[0], words) and len(words) <= SHORT and not BREAKS.search(words):
            yield each, run, True
    near = page.counts[max(0, first - 3 * WHOLES) : first]
    before = [each for each in near if alike(each, run[0]) and each.comparator == "="]
    yield from ((each, run, _is_tied(page, each, run[0], before[-1])) for each in reversed(before[-WHOLES:]))
    if len(run) > 2:
        yield run[0], run[1:], False


def _is_total(page: Page, first: Count, words: str) -> bool:
    """Whether the words before a figure say that it is a total; 累计 does of a list that 分别 opens."""
    before = re.split(r"[，。；;\n]", page.text[max(0, first.start - SHORT) : first.start])[-1]
    return TOTAL.search(words) is not None or ("累计" in words and "分别" in before)


def _is_tied(page: Page, whole: Count, first: Count, last: Count) -> bool:
    """Whether a list opens directly behind a figure, or names what the figure is of (项目支出中)."""
    between = page.between(whole, first)
    directly = whole is last and len(between) <= SHORT and OPENS.search(between) is not None
    words = re.split(r"[。；;！？\n]", page.text[max(0, first.start - SHORT) : first.start])[-1]
    of = NAMED.search(words)
    return directly or (of is not None and of[1][-4:] in page.text[max(0, whole.start - SHORT) : whole.start])


def _agreeing(whole: Count, parts: list[Count], tied: bool) -> Finding | None:
    """The whole with the list that makes it up: all of it, or where words tie them the figures next to
    the whole."""
    sizes = [len(parts), *(range(len(parts) - 1, 1, -1) if tied else [])] if len(parts) <= MANY else []
    behind = whole.start > parts[0].start
    found = (summed(whole, parts[-size:] if behind else parts[:size]) for size in sizes if size > 1)
    wanted = ("holds", "rounding", "truncation")
    return next((each for each in found if each.verdict in wanted[: 3 if len(each.figures) > len(parts) else 1]), None)


def _carried(page: Page, whole: Count, parts: list[Count], tied: bool) -> Finding | None:
    """The list with what was carried over behind it, which ends a list else, where it makes up the whole."""
    behind = page.counts[page.counts.index(parts[-1]) + 1 :][:1]
    more = [each for each in behind if CARRIED.search(each.name) and alike(each, whole) and each not in (whole, *parts)]
    return _agreeing(whole, [*parts, *more], tied) if more else None


def _complete(page: Page, whole: Count, parts: list[Count]) -> Finding | None:
    """The whole against a list that the words say is all of it, and that nearly is."""
    first, last = sorted((*parts, whole), key=lambda each: each.start)[:: len(parts)]
    apart = page.sentence(last.start) - page.sentence(first.start)
    before = page.text[whole.end : parts[0].start] if whole is first else ""
    behind = page.text[last.end : last.end + 2 * len(last.unit) + 4]
    by = BY.search(before)
    opening = whole.end + by.start() if by else max(first.end, parts[0].start - SHORT)
    changed = CHANGES.search(page.text, opening, last.start) or "\n\n" in before
    if (
        (apart > (whole is first) and not (by and _is_for_far(whole, parts, before)))
        or changed
        or OPEN_END.search(behind)
        or any(NO_PART.search(each.name) for each in parts)
    ):
        return None
    finding = summed(whole, parts)
    near = distance(finding) <= FAR * whole.value
    told = _are_all(before, len(parts)) if apart or len(parts) < FEWEST else _is_all(page, whole, parts, before)
    composed = whole is first and not apart and COMPOSED.match(behind) is not None
    return finding if composed or (near and told) else None


def _is_for_far(whole: Count, parts: list[Count], before: str) -> bool:
    """Whether a figure sentences before a list, in its paragraph, may be its whole: no aim, no difference, and not made
    up by the first parts alone (上半年…，三季度…，四季度…，12月单月…)."""
    made = any(summed(whole, parts[:size]).verdict == "holds" for size in range(2, len(parts)))
    return not made and "\n" not in before and not NO_WHOLE.search(whole.name)


def _are_all(before: str, number: int) -> bool:
    """Whether the words before a list say what it divides by (按用途分), that it makes up what is before it (由) or of
    how many kinds it is."""
    kinds = KINDS.search(before)
    counted = kinds is not None and NUMBERS.index(kinds["n"].replace("两", "二")) == number
    return (
        BY.search(before) is not None
        or OF_EACH.search(before) is not None
        or MADE_OF.search(before) is not None
        or counted
    )


def _is_all(page: Page, whole: Count, parts: list[Count], before: str) -> bool:
    """Whether the words of a sentence say that a list is all of what stands before or behind it."""
    if whole.start > parts[0].start:
        total = _is_total(page, parts[0], page.between(parts[-1], whole))
        return total and _is_first(page, parts[0])
    return ALL_OF_IT.search(before) is not None or _are_all(before, len(parts))


def _is_first(page: Page, each: Count) -> bool:
    """Whether no figure in its unit stands before one in its sentence."""
    return not any(
        page.sentence(other.start) == page.sentence(each.start) and alike(each, other)
        for other in page.counts
        if other.start < each.start
    )


def _slip(page: Page, whole: Count, parts: list[Count], tied: bool) -> Finding | None:
    finding = summed(whole, parts)
    behind = page.text[parts[-1].end : parts[-1].end + 2 * len(whole.unit) + 2]
    no_part = "每" in whole.name or any(NO_PART.search(each.name) for each in parts)
    if no_part or (finding.recomputed < whole.value and "等" in behind):
        return None
    digits = len(re.sub(r"\D", "", f"{whole.value:.12g}".rstrip("0")))
    if len(parts) < 2 or len(parts) > MANY or (not tied and (digits < TELLING or len(parts) < 3)):
        return None
    far = distance(finding) > FAR * whole.value
    return finding if finding.verdict == "contradiction" and is_slip(finding, swaps_only=far or not tied) else None


def summed(whole: Count, parts: list[Count]) -> Finding:
    """The whole against the sum of a list, in its unit, with the verdict that their printed digits give."""
    what = f"{whole.name} against the {len(parts)} figures listed with it, {whole.unit or 'number'}"
    return against("sum", what, [whole, *parts])
