"""Forms of every layout with known truth, made from a seed, in the wordings of generator.yml."""

from decimal import Decimal
from pathlib import Path
from random import Random
from typing import NamedTuple

import yaml

LAYOUTS = "ABCDEFGH"
LEFT = "<<"
WIDTH = 10
WORDS = yaml.safe_load(Path(__file__).with_name("generator.yml").read_text(encoding="utf-8"))
STAGES = ["initial_budget", "adjusted_budget", "executed"]
MONEY = {
    "A": [*STAGES, "points_max", "rate", "points"],
    "B": [*STAGES[1:], "points_max", "rate", "points"],
    "C": [*STAGES[1:], "rate"],
    "D": [*STAGES, "rate", "points_max", "points"],
    "E": [],
    "F": [*STAGES[1:], "rate", "points"],
    "G": ["initial_budget", "executed", "rate"],
    "H": [*STAGES, "rate", "points_max", "points"],
}
COLUMNS = {
    "A": ["level1", "level2", "name", "target", "actual", "weight", "score", "note"],
    "B": ["level1", "level2", "name", "weight", "target", "actual", "score", "note"],
    "C": ["level1", "level2", "name", "target", "actual", "note"],
    "D": ["level1", "level2", "name", "sign", "target", "unit", "actual", "weight", "score", "note"],
    "E": ["level1", "level2", "name", "target", "actual", "score"],
    "F": ["level1", "level2", "name", "target", "actual", "score"],
    "G": ["only_name", "target", "actual", "score"],
    "H": ["only_name", "unit", "sign", "target", "actual", "weight", "score", "note"],
}


class Made(NamedTuple):
    """A form as rows of cells, with the mark LEFT and `^` where a cell goes on, and what is to be read from it."""

    layout: str
    rows: list[list[str]]
    funds: list[tuple]  # stage, source, amount in 万元
    indicators: list[tuple]  # comparator, target, unit, comparator of actual, actual, unit, weight, score
    points: list[Decimal]  # for the money


def form(layout: str, seed: int) -> Made:
    """One form of a layout from a seed."""
    random = Random(f"{layout}{seed}")
    rows = [
        ["项目支出绩效自评表（2022年度）"],
        ["项目名称", LEFT, "青禾县示范项目", LEFT, "主管部门", LEFT, "青禾县农业农村局"],
    ]
    money, funds, points = _money(random, layout)
    block, measured = _indicators(random, layout)
    rows += money + _between(random, layout) + block
    if layout not in "EG":
        rows.append(["总分", *[LEFT] * (WIDTH - 3), "100", "95.5"])
    return Made(layout, [(row + [""] * WIDTH)[:WIDTH] for row in rows], funds, measured, points)


def as_pipes(made: Made) -> str:
    """The form as lines with pipes, merged places blank as a page's text has them."""
    lines = [" | ".join("" if cell in (LEFT, "^") else cell.replace("/n", "") for cell in row) for row in made.rows]
    return "\n".join(["本页为公开文本。", *lines, "以上为全部内容。"])


def _between(random: Random, layout: str) -> list[list[str]]:
    """The block of goals in words that most forms have, with a figure in a sentence."""
    if layout in "EG":
        return []
    said = f"完成年度任务{random.randint(2, 40)}项，资金及时拨付"
    return [["年度总体目标", "预期目标", LEFT, LEFT, LEFT, "实际完成情况"], ["^", said, LEFT, LEFT, LEFT, said]]


def _money(random: Random, layout: str) -> tuple[list[list[str]], list[tuple], list[Decimal]]:
    yuan = random.random() < 0.2
    block = random.choice(WORDS["blocks"]).replace("万元", "元" if yuan else "万元")
    planned = Decimal(random.randint(1, 900_000)) / random.choice([1, 10, 100])
    if layout == "E":
        return _pair(random, planned)
    order = MONEY[layout][:]
    if random.random() < 0.3:
        random.shuffle(order)
    rows = [[block, "", *(random.choice(WORDS["headers"][name]) for name in order)]]
    labels = [(random.choice(WORDS["totals"]), "total")]
    chosen = random.sample(list(WORDS["sources"]), random.randint(0, 3))
    labels += [(label, source) for source in chosen for label in random.sample(WORDS["sources"][source], 1)]
    funds: list[tuple] = []
    points: list[Decimal] = []
    share = random.choice([1, 1, Decimal("0.87"), Decimal("0.333"), 0])
    for i, (label, source) in enumerate(labels):
        cells, found = _amounts(random, planned if i == 0 else planned / 2, share, yuan, i == 0)
        funds += [(stage, source, amount) for stage, amount in found if stage in order]
        points += [Decimal(cells["points"])] if i == 0 and "points" in order else []
        rows.append(["^", label, *(cells[name] for name in order)])
    return rows, funds, points


def _amounts(
    random: Random, planned: Decimal, share: Decimal, yuan: bool, whole: bool
) -> tuple[dict[str, str], list[tuple]]:
    """The cells of a money row by role, and its amounts in 万元 by stage."""
    scale = 10_000 if yuan else 1
    values = {
        "initial_budget": _two(planned * random.choice([1, 1, Decimal("0.8")])),
        "adjusted_budget": _two(planned),
        "executed": _two(planned * share),
    }
    rate = values["executed"] / values["adjusted_budget"] * 100 if values["adjusted_budget"] else Decimal(0)
    cells, found = {}, []
    for stage, value in values.items():
        blank = random.random() < (0.15 if not whole else 0.05)
        cells[stage] = random.choice(WORDS["unstated"]) if blank else _printed(random, value * scale, yuan)
        found += [] if blank else [(stage, value)]
    if not found:
        return _amounts(random, planned, share, yuan, whole)
    points = [f"{rate / 10:.2f}", "10"] if whole else ["—", "—"]
    return cells | {"rate": f"{rate:.2f}%", "points": points[0], "points_max": points[1]}, found


def _printed(random: Random, value: Decimal, yuan: bool) -> str:
    plain = f"{value:f}" if "." not in f"{value:f}" else f"{value:f}".rstrip("0").rstrip(".")
    more = [f"{value:,.2f}", f"{value:.2f}"] + ([] if yuan else [f"{plain}万元", f"{plain}万"])
    return random.choice([plain, plain, *more])


def _two(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"))


def _pair(random: Random, planned: Decimal) -> tuple[list[list[str]], list[tuple], list[Decimal]]:
    """The money of layout E: labels with amounts behind or beside them."""
    planned, spent = _two(planned), _two(planned * Decimal("0.9"))
    funds = [("adjusted_budget", "total", planned), ("executed", "total", spent)]
    if random.random() < 0.5:
        return [["预算执行情况（20分）", f"预算数： {planned}万元", f"执行数：{spent}万元", "18"]], funds, [Decimal(18)]
    row = [
        "转移支付预算数（A）",
        f"{planned}万",
        "预算执行率",
        f"{spent / planned:.2%}",
        "转移支付执行数（B）",
        f"{spent}万",
    ]
    return [row], funds, []


def _indicators(random: Random, layout: str) -> tuple[list[list[str]], list[tuple]]:
    order = COLUMNS[layout][:]
    if layout in "ABH" and random.random() < 0.3:
        random.shuffle(order)
    if layout == "F" and random.random() < 0.3:
        order.insert(-1, order.pop())
    rows, truth = [[random.choice(WORDS["headers"][name]) for name in order]], []
    leveled = "level1" in order
    for level1, seconds in WORDS["levels"].items():
        for level2 in random.sample(seconds, random.randint(1, len(seconds))):
            for i in range(random.randint(1, 3)):
                cells, row = _measured(random, layout)
                cells |= {"level1": _mark(rows, order, "level1", level1), "level2": "^" if i else level2}
                rows.append([cells.get(name, "") for name in order])
                truth.append(row)
            if random.random() < 0.2:
                filler = {"level1": "^", "level2": "^", "name": random.choice(WORDS["fillers"])}
                rows += [[filler.get(name, "") for name in order]] if leveled else []
    return rows, truth


def _mark(rows: list[list[str]], order: list[str], column: str, text: str) -> str:
    """The text of a level where it begins, and the mark that it goes on below."""
    if column not in order:
        return ""
    above = next((r[order.index(column)] for r in reversed(rows[1:]) if r[order.index(column)] != "^"), "")
    return "^" if above == text else text


def _measured(random: Random, layout: str) -> tuple[dict[str, str], tuple]:
    """The cells of an indicator by role, and the truth of its row."""
    name = random.choice(WORDS["labels"]) + random.choice(WORDS["deeds"]).format(random.choice(WORDS["things"]))
    weight = Decimal(random.choice(["10", "5", "8", "2.5", "10.3"]))
    score = weight if random.random() < 0.7 else weight - Decimal("0.5")
    points = {"weight": f"{weight}", "score": f"{score}", "note": random.choice(["", "", "无", "因雨季推迟"])}
    stated = [weight if "weight" in COLUMNS[layout] else None, score if "score" in COLUMNS[layout] else None]
    promise = _in_words if random.random() < 0.25 else _in_figures
    cells, truth = promise(random, layout, name)
    return points | cells, (*truth, *stated)


def _in_words(random: Random, layout: str, name: str) -> tuple[dict[str, str], tuple]:
    target, actual = random.choice(WORDS["worded"]), random.choice([*WORDS["answers"], ""])
    cells = {"name": name, "only_name": name, "target": target, "actual": actual, "sign": "定性", "unit": ""}
    return cells, ("qualitative", target, "", "qualitative" if actual else "", actual, "")


def _in_figures(random: Random, layout: str, name: str) -> tuple[dict[str, str], tuple]:
    unit = random.choice(["%", "%", *WORDS["units"]])
    sign = random.choice([">=", ">=", "<=", "=", "=", ">", "<"])
    value = Decimal(random.randint(1, 100)) if unit == "%" else Decimal(random.choice([3, 12, 45, 120, 1500, 23000]))
    got = value + random.choice([0, 0, 1, Decimal("0.5"), -1])
    if layout in "DH":
        return _apart(random, name, unit, sign, value, got)
    if layout == "F" and random.random() < 0.5:
        name_ = f"{name}（{random.choice(['≥', '≥**'])}{unit}）"
        cells = {"name": name_, "target": f"{value}", "actual": f"{got}"}
        return cells, (">=", value, unit, "=", got, unit)
    cells = {
        "name": name,
        "only_name": name,
        "target": random.choice(WORDS["signs"][sign]).format(_scaled(random, value, unit)),
    }
    actual, truth = _attained(random, sign, got, unit)
    return cells | {"actual": actual}, (sign, value, unit, *truth)


def _scaled(random: Random, value: Decimal, unit: str) -> str:
    """A number with its unit: plain, with thousands commas, or in 万."""
    if value >= 10_000 and not unit.startswith("元") and random.random() < 0.5:
        return f"{(value / 10_000).normalize():f}万{unit}"
    return random.choice([f"{value}{unit}", f"{value:,}{unit}"])


def _attained(random: Random, sign: str, got: Decimal, unit: str) -> tuple[str, tuple]:
    """What an actual prints, and its truth: with unit, without, with the sign again, in words, blank."""
    kind = random.choice(["unit", "unit", "unit", "bare", "sign", "words", "blank"])
    if kind == "words":
        answer = random.choice(WORDS["answers"])
        return answer, ("qualitative", answer, "")
    if kind == "blank":
        return random.choice(WORDS["unstated"]), ("", "", "")
    if kind == "sign":
        return random.choice(WORDS["signs"][sign]).format(f"{got}{unit}"), (sign, got, unit)
    return f"{got}{unit}" if kind == "unit" else f"{got}", ("=", got, unit)


def _apart(random: Random, name: str, unit: str, sign: str, value: Decimal, got: Decimal) -> tuple[dict, tuple]:
    """Sign, number and unit in cells of their own."""
    cells = {
        "name": name,
        "only_name": name,
        "sign": random.choice(WORDS["sign_cells"][sign]),
        "target": f"{value}",
        "unit": unit,
    }
    if random.random() < 0.15:
        return cells | {"actual": "完成"}, (sign, value, unit, "qualitative", "完成", "")
    printed = random.choice([f"{got}", f"{got}", f"{got}{unit}"])
    return cells | {"actual": printed}, (sign, value, unit, "=", got, unit)
