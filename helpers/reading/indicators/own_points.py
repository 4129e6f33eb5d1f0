"""Points printed beside an indicator: behind it in its sentence, or in brackets behind the name before it."""

import re
from bisect import bisect_left

from helpers.reading.indicators.levels import BROAD, LEVEL_WORDS
from helpers.reading.records import Indicator, Score
from helpers.reading.scorecard.scorecard import TOTAL_ROW
from helpers.reading.vocabulary import any_of

SENTENCE_END = re.compile(r"[。\n]")
OPENS_ITEM = re.compile(r"[ \t]*分?[ \t]*(?:[（(，,][^（()）\d]{0,6}\d[\d.]*分)?[)）]+[ \t]*[：:，,。]?")  # 8分）：
GROUP = re.compile(rf"(?:{any_of([*LEVEL_WORDS, *BROAD])}|绩效|完成|情况|指标|目标|项目|与|和|及|、)+")


def with_points(text: str, rows: list[Indicator], scores: list[Score]) -> list[Indicator]:
    """The indicators, each that is alone beside the points of an item with these as its score and their maximum, where
    it is printed, as its weight."""
    found = sorted(rows, key=lambda row: row.start)
    starts = [row.start for row in found]
    ends = [0, *(score.end for score in scores)]
    begins = [*(score.start for score in scores[1:]), len(text)]
    for score, before, after in zip(scores, ends, begins, strict=False):
        own = _beside(text, starts, score, before, after) if score.level1_zh != TOTAL_ROW else ()
        if len(own) == 1 and found[own[0]].score is None:
            found[own[0]] = found[own[0]]._replace(weight=score.max_points, score=score.points)
    given = {row.seq: row for row in found}
    return [given[row.seq] for row in rows]


def _beside(text: str, starts: list[int], score: Score, before: int, after: int) -> range:
    """The indicators that stand between the last points and these in one sentence; where these stand in brackets behind
    the name of an item, those between them and the next points in its line."""
    if opened := OPENS_ITEM.match(text, score.end):
        line = text.find("\n", opened.end())
        end = min(after, line if line >= 0 else after)
        return range(0) if GROUP.fullmatch(score.name_zh) else _between(starts, opened.end(), end)
    sentence = max((m.end() for m in SENTENCE_END.finditer(text, before, score.start)), default=before)
    return _between(starts, sentence, score.start)


def _between(starts: list[int], start: int, end: int) -> range:
    return range(bisect_left(starts, start), bisect_left(starts, end))
