"""How long the audit of many reports takes, by `python -m helpers check`, against reading them and summing them again.

1. Generated reports of every layout (tests/generated) are written as texts, with other seeds each.
2. `python -m helpers read` reads them into tables, `python -m helpers check` audits these, each in its own process:
   seconds, processor time and the most memory of one of its processes.
3. The peer, in the same run: pandas alone loads the same table of funds and sums it by report, project, stage and
   source, the least that an audit by hand does; it says nothing of rates, counts, points or words.

python benchmarks/check.py --reports 10000
"""

import csv
import os
import platform
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

ROOT = Path(__file__).parents[1]
KIB = 1 if sys.platform == "linux" else 1024  # units of ru_maxrss in a KiB: macOS counts bytes
AGAIN = """
import sys, pandas
funds = pandas.read_csv(sys.argv[1])
print(funds.groupby(["report_id", "project_id", "stage", "source"], dropna=False)["amount_wan"].sum().size)
"""


@click.command()
@click.option("--reports", default=10_000, show_default=True, help="Generated reports that are read and audited.")
def main(reports: int) -> None:
    """Time reading, audit and a plain sum of generated reports."""
    click.echo(f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        texts, tables = Path(folder) / "texts", Path(folder) / "tables"
        written(texts, reports)
        steps = {
            "read": ["-m", "helpers", "read", str(texts), "--into", str(tables)],
            "check": ["-m", "helpers", "check", str(tables)],
            "pandas, funds summed": ["-c", AGAIN, str(tables / "funds.csv")],
        }
        found = {name: measured(arguments) for name, arguments in steps.items()}
        with open(tables / "audit.csv", encoding="utf-8", newline="") as file:
            checks = sum(1 for _ in csv.DictReader(file))
    click.echo(told(found, reports, checks))


def written(folder: Path, reports: int) -> None:
    """So many generated texts in a folder, which is made."""
    sys.path.insert(0, str(ROOT))
    from tests.generated.score import many

    folder.mkdir()
    for made in many(reports):
        (folder / made.tables.reports[0].source_file).write_text(made.text, encoding="utf-8", newline="")


def measured(arguments: list[str]) -> tuple[float, float, float]:
    """Seconds, seconds of processor time and the most memory in MiB of a call of Python in a process of its own."""
    start = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise click.ClickException(f"{' '.join(arguments[:3])} ended with {os.waitstatus_to_exitcode(status)}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / KIB / 1024


def told(found: dict[str, tuple[float, float, float]], reports: int, checks: int) -> str:
    """A line a step, and what the audit costs beside the others."""
    lines = [f"{name:<24}{wall:>10.1f}{cpu:>12.1f}{peak:>11,.0f}" for name, (wall, cpu, peak) in found.items()]
    check = found["check"][1]
    ratios = [
        f"check / {name}, processor time: {check / cpu:.2f}" for name, (_, cpu, _) in found.items() if name != "check"
    ]
    head = f"{reports:,} reports, {checks:,} checks\n{'':<24}{'seconds':>10}{'processor':>12}{'peak MiB':>11}"
    return "\n".join([head, *lines, *ratios])


if __name__ == "__main__":
    main()
