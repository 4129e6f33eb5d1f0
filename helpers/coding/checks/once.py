"""Of the findings that compare the same figures one is told, and none of what figures that agree settle."""

from helpers.coding.checks.findings import EXACT, LISTS, Figure, Finding, judged

AGREE = (*EXACT, "truncation")
PROVEN = (("sum", "contradiction"), ("score", "contradiction"), ("limit", "exceeds"))
MADE_UP = ("sum", "identity", "rate")


def once(found: list[Finding], sure: list[Finding]) -> list[Finding]:
    """The findings with their verdicts, of those that compare the same the first, without those that others settle; a
    rate is `sure` to be of some figures by its words, and then of no others."""
    named = {name for each in sure for name in (_stated(each), (each.report_id, each.stated.value))}
    told = [*sure, *(judged(each) for each in found if each.kind != "rate" or _rate(each) not in named)]
    agreeing: dict[tuple, list[Finding]] = {}
    for each in (each for each in told if each.verdict in AGREE):
        agreeing.setdefault(_stated(each), []).append(each)
    made_up: dict[tuple, list[frozenset[int]]] = {}
    for own in filter(_makes_up, told):
        for each in own.figures:
            made_up.setdefault(_named(own.report_id, each), []).append(_starts(own))
    kept: dict[tuple, Finding] = {}
    for each in told:
        key = (*_stated(each), _compared(each))
        settled = _is_settled(each, agreeing.get(_stated(each), [])) or _are_two(each, made_up)
        if not settled and _is_new(each, kept.get(key)):
            kept[key] = each
    of_cells = [each for each in kept.values() if each.stated.row.startswith("cell:") and each.verdict not in AGREE]
    known = {*map(_values, of_cells)}
    return [each for each in kept.values() if each in of_cells or _values(each) not in known]


def _values(finding: Finding) -> tuple:
    """What the cells of a form show, and the rows that are read of it show again."""
    return finding.report_id, finding.kind, finding.verdict, finding.stated.value, round(finding.recomputed or 0, 6)


def _is_new(finding: Finding, known: Finding | None) -> bool:
    """Whether nothing compares the same yet, or only a matter of scope does what a sum, points or a limit prove."""
    proven = (finding.kind, finding.verdict) in PROVEN
    return known is None or (proven and known.verdict == "scope")


def _is_settled(finding: Finding, agreeing: list[Finding]) -> bool:
    """Whether findings that agree with the same stated figure say that it is made up of others: of a rate any, of an
    identity one that has all terms, of a list one that has all its parts and more."""
    if finding.verdict in AGREE:
        return False
    if finding.kind == "rate":
        return any(each.kind == "rate" and not _is_far(each, finding) for each in agreeing)
    exact = [each for each in agreeing if each.verdict in EXACT]
    if finding.kind == "identity":
        return any(each.way == "all its terms" for each in exact)
    wholes = [each for each in exact if each.kind in (*LISTS, "identity")]
    nearer = (each for each in wholes if each.kind in LISTS and _begins(each) < _begins(finding))
    settled = _is_part_of(finding, wholes) or (finding.way == "listed behind" and any(nearer))
    return finding.kind in LISTS and finding.verdict == "contradiction" and bool(settled)


def _is_far(agreeing: Finding, grown: Finding) -> bool:
    """Whether a rate of growth whose words tie it to two levels agrees with others before these alone."""
    return grown.way == "growth" and agreeing.way != "growth" and _begins(agreeing) < _begins(grown)


def _makes_up(finding: Finding) -> bool:
    return finding.kind in MADE_UP and finding.verdict in AGREE


def _are_two(finding: Finding, made_up: dict[tuple, list[frozenset[int]]]) -> bool:
    """Whether each of two figures taken for one agrees with others than these two, so that they are of two things."""
    both = _starts(finding)
    own = (made_up.get(_named(finding.report_id, each), []) for each in finding.figures)
    return finding.kind == "repeat" and all(any(not both <= each for each in others) for others in own)


def _is_part_of(finding: Finding, wholes: list[Finding]) -> bool:
    return any(_starts(finding) <= _starts(whole) for whole in wholes)


def _begins(finding: Finding) -> int:
    """Where the first of the parts of a list stands."""
    return min(each.start for each in finding.figures[1:])


def _starts(finding: Finding) -> frozenset[int]:
    return frozenset(each.start for each in finding.figures)


def _stated(finding: Finding) -> tuple:
    return _named(finding.report_id, finding.stated)


def _rate(finding: Finding) -> tuple:
    """How a rate is named: one that is read with an amount, whose place is not its own, by its value."""
    of_amount = finding.stated.row.startswith("funds:")
    return (finding.report_id, finding.stated.value) if of_amount else _stated(finding)


def _named(report: str, figure: Figure) -> tuple:
    return report, figure.start, figure.value


def _compared(finding: Finding) -> tuple:
    """What a finding compares its stated figure with: of a rate the value, else the other figures."""
    if finding.kind == "rate" and finding.recomputed is not None:
        return "rate", round(round(finding.recomputed, 9), 6)  # as checks that round to 9 decimals have it
    return finding.recomputed is None, _starts(finding)
