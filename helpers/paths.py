"""The only place that knows where things lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RAW = ROOT / "data" / "raw"
REPORTS = RAW / "reports"
PUBLIC = RAW / "public"
CORRECTIONS = RAW / "corrections.csv"
ANOMALIES = RAW / "anomalies.csv"
DOUBLE_CODING = RAW / "double_coding"
NOTEBOOKS = ROOT / "notebooks"
RUNS = ROOT / "runs"
PAPER = "paper"


def processed(variant: str = PAPER) -> Path:
    """Folder of the tidy tables; every variant but the paper's has its own below runs/."""
    return ROOT / "data" / "processed" if variant == PAPER else _own(variant) / "processed"


def figures(variant: str = PAPER) -> Path:
    """Folder of figures and printed tables; every variant but the paper's has its own below runs/."""
    return ROOT / "figures" if variant == PAPER else _own(variant) / "figures"


def methods(variant: str = PAPER) -> Path:
    """Folder of figures and tables on the methods themselves, which another plan writes than the paper's."""
    return figures(variant) / "methods"


def documents(variant: str = PAPER) -> Path:
    """Folder of the pages that a run writes; every variant but the paper's has its own below runs/."""
    return ROOT / "docs" if variant == PAPER else RUNS / slug(variant) / "docs"


def review(variant: str = PAPER) -> Path:
    """Folder of the pages on which a person checks what was read."""
    return _own(variant) / "review"


def result(variant: str = PAPER) -> Path:
    """The table of what one run found, which is collected with those of the other runs of its plan."""
    return _own(variant) / "result.parquet"


def collected(plan: str) -> Path:
    """The one table of what all runs of a plan found."""
    return RUNS / slug(plan) / "results.parquet"


def multiverse(variant: str = PAPER) -> Path:
    """Folder of figures and tables over all specifications, which another plan writes than the paper's."""
    return figures(variant) / "multiverse"


def link(path: Path) -> str:
    """The path as a link in a notebook of the project."""
    return f"../{path.relative_to(ROOT).as_posix()}"


def _own(variant: str) -> Path:
    """Folder of a variant; one of a plan's runs is named PLAN/RUN and has its folder in that of the plan."""
    return RUNS.joinpath(*map(slug, variant.split("/")))


def slug(name: str) -> str:
    """`name` where it is a plain folder name; raises ValueError for anything that could lead elsewhere."""
    if not name or name.startswith((".", "-")) or not all(c.isalnum() or c in "._-" for c in name):
        raise ValueError(f"a variant is named with letters, digits, '.', '_' and '-', found {name!r}")
    return name
