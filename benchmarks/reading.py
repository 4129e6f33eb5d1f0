"""How fast the text of a report becomes rows: against JioNLP, from few reports to many, and with two processes.

1. Ours, `read_document`: every table of a report. Theirs, `jionlp.ner.extract_money(text, with_parsing=True)`: its
   amounts of money alone. Both read the same texts in this interpreter, turn by turn, so that a slow moment of the
   machine meets both.
2. Few and many of the same texts, with other digits each time, so that nothing kept of one helps with the next; each
   count in a process of its own: reports a second, and the most memory that the process held.
3. One worker process against two, spawned and warm, which read the same reports in chunks, turn by turn.

Only reading is timed: files are loaded, digits changed and modules imported before the clock runs. Needs JioNLP, which
is no package of the project: pip install jionlp, or a folder of it on PYTHONPATH.
"""

import multiprocessing
import os
import platform
import random
import re
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import version
from multiprocessing.pool import Pool
from pathlib import Path

import click

from helpers import paths
from helpers.reading.formats import document
from helpers.reading.formats.grid import Document
from helpers.reading.report import read_document

FEW, MANY = 200, 20_000
CHUNK = 100  # reports that a worker is given at once
KIB = 1 if sys.platform == "linux" else 1024  # units of ru_maxrss in a KiB: macOS counts bytes


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=paths.REPORTS)
@click.option("--repeat", default=30, show_default=True, help="Turns of ours and theirs.")
@click.option("--many", default=MANY, show_default=True, help="Reports of the longer run.")
def main(folder: Path, repeat: int, many: int) -> None:
    """Time the reading of the plain texts in FOLDER."""
    try:
        from jionlp import ner
    except ImportError:
        click.echo("jionlp is not installed: pip install jionlp", err=True)
        sys.exit(2)
    texts = [text for path in sorted(folder.glob("*.txt")) if isinstance(text := document.load(path), str)]
    click.echo(f"{machine()}\n{len(texts)} texts of {statistics.mean(map(len, texts)):,.0f} characters on average\n")
    click.echo(against(texts, lambda text: ner.extract_money(text, with_parsing=True), repeat) + "\n")
    click.echo(growth(texts, many) + "\n")
    click.echo(processes(texts, many // 10))


def machine() -> str:
    """Cores, system and versions, in one line."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {system}, Python {platform.python_version()}, JioNLP {version('jionlp')}"


def against(texts: list[str], theirs: Callable[[str], object], repeat: int) -> str:
    """Milliseconds a text of ours and theirs, and how many times as fast ours is; the middle and the range of turns."""
    seconds(texts, read), seconds(texts, theirs)
    turns = [(1000 * seconds(texts, read), 1000 * seconds(texts, theirs)) for _ in range(repeat)]
    ours, others = zip(*turns, strict=True)
    ratio = statistics.median(others) / statistics.median(ours)
    return "\n".join([
        f"{'ms a text':<30}{'median':>9}{'least':>9}{'most':>9}",
        _line("ours, all tables", statistics.median(ours), ours),
        _line("JioNLP, money alone", statistics.median(others), others),
        _line("times as fast as JioNLP", ratio, [their / our for our, their in turns]),
    ])  # fmt: skip


def growth(texts: list[str], many: int) -> str:
    """Reports a second and peak memory of few and of many reports, and what one of many costs by one of few."""
    fresh = multiprocessing.get_context("spawn")
    found = []
    for count in (FEW, many):
        with fresh.Pool(1) as pool:
            found.append((count, *pool.apply(_run, (texts, count))))
    lines = [f"{count:>9,}{count / taken:>18,.0f}{peak:>12,.0f}" for count, taken, peak in found]
    (few, short, _), (_, long, _) = found
    ratio = f"cost of a report, many / few: {(long / many) / (short / few):.3f}"
    return "\n".join([f"{'reports':>9}{'reports a second':>18}{'peak MiB':>12}", *lines, ratio])


def processes(texts: list[str], count: int, repeat: int = 5) -> str:
    """Reports a second of one worker process and of two, and their ratio; the middle and the range of turns."""
    fresh = multiprocessing.get_context("spawn")
    chunks = [chunk for seed in range(0, count, CHUNK) if (chunk := list(varied(texts, CHUNK, seed)))]
    with fresh.Pool(1) as one, fresh.Pool(2) as two:
        _pooled(one, chunks), _pooled(two, chunks)
        turns = [(count / _pooled(one, chunks), count / _pooled(two, chunks)) for _ in range(repeat)]
    alone, both = zip(*turns, strict=True)
    ratio = statistics.median(both) / statistics.median(alone)
    return "\n".join([
        f"{'reports a second':<30}{'median':>9}{'least':>9}{'most':>9}",
        _line("one process", statistics.median(alone), alone),
        _line("two processes", statistics.median(both), both),
        _line("times as fast with two", ratio, [two / one for one, two in turns]),
    ])  # fmt: skip


def seconds(texts: list[str], reader: Callable[[str], object]) -> float:
    """Seconds a text that a reader takes."""
    start = time.perf_counter()
    for text in texts:
        reader(text)
    return (time.perf_counter() - start) / len(texts)


def read(text: str) -> object:
    """The tables of a text."""
    return read_document(Document(text), "report")


def varied(texts: list[str], count: int, seed: int = 0) -> Iterator[str]:
    """So many of the texts, over and over, with other digits each time; the same for the same seed."""
    hand = random.Random(seed)
    for i in range(count):
        yield re.sub("[1-9]", lambda _: hand.choice("123456789"), texts[i % len(texts)])


def _run(texts: list[str], count: int) -> tuple[float, float]:
    """Seconds that so many reports take in this process, and its peak memory in MiB."""
    seconds(texts, read)
    taken = sum(seconds([text], read) for text in varied(texts, count))
    return taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB / 1024


def _pooled(pool: Pool, chunks: list[list[str]]) -> float:
    """Seconds that the workers of a pool take for all chunks."""
    start = time.perf_counter()
    for _ in pool.imap_unordered(_count, chunks):
        pass
    return time.perf_counter() - start


def _count(chunk: list[str]) -> int:
    """Rows of a chunk of texts; the tables stay where they were made."""
    return sum(len(rows) for text in chunk for rows in read(text))


def _line(name: str, middle: float, turns: list[float]) -> str:
    return f"{name:<30}{middle:>9.2f}{min(turns):>9.2f}{max(turns):>9.2f}"


if __name__ == "__main__":
    main()
