"""What a report may mean by figures that do not agree: whether others of its text make up what these do not."""

from collections.abc import Iterator, Mapping

from helpers.coding.counts import MONEY, RATE, Count, Page, alike
from helpers.coding.findings import Figure, Finding, is_slip, judged

REACH = 300  # characters before a list in which its whole is printed
SUMS, RATES = ("sum", "part"), "rate"
SAME = 1e-6


def unexplained(found: list[Finding], pages: Mapping[str, Page]) -> list[Finding]:
    """The findings without the contradictions that other figures of the text resolve: lists that make up another whole
    nearby, or with the figures before them, and parts of which one alone is all."""
    return [each for each in map(judged, found) if not _is_resolved(each, pages.get(each.report_id))]


def _is_resolved(finding: Finding, page: Page | None) -> bool:
    if finding.verdict != "contradiction" or page is None or min(each.start for each in finding.figures) < 0:
        return False
    if finding.kind in SUMS and len(finding.figures) > 2:
        whole, *parts = finding.figures
        in_full = any(abs(each.value - whole.value) < SAME for each in parts)
        return in_full or _has_another(page, finding, parts) or _goes_on(page, whole, parts, finding)
    return False


def _has_another(page: Page, finding: Finding, parts: list[Figure]) -> bool:
    """Whether a list makes up another figure than the one it is held against, near before it; one before that only
    where no swapped digits explain the difference."""
    first, own = min(each.start for each in parts), finding.stated
    others = _alike(page, own, first - REACH, first)
    slip = is_slip(finding, swaps_only=True)
    meant = (each for each in others if each.start > own.start or not slip)
    starts = {each.start for each in finding.figures}
    return any(abs(each.value - finding.recomputed) < SAME for each in meant if each.start not in starts)


def _goes_on(page: Page, whole: Figure, parts: list[Figure], finding: Finding) -> bool:
    """Whether a list whose total stands behind it begins earlier in its sentence, with figures in other units."""
    if whole.start < parts[0].start:
        return False
    own = page.sentence(int(parts[0].start))
    before = [each for each in page.counts if each.start < parts[0].start and page.sentence(each.start) == own]
    missing, total = whole.value - finding.recomputed, 0.0
    for each in reversed(before):
        total += each.value if each.unit not in (RATE, MONEY) else 0.0
        if abs(total - missing) < SAME:
            return True
    return False


def _alike(page: Page, own: Figure, start: float, end: float) -> Iterator[Count]:
    """The figures of a stretch of the text in the unit of one of its figures."""
    unit = next((each for each in page.counts if each.start == own.start), None)
    return (each for each in page.counts if unit and start <= each.start < end and alike(each, unit))
