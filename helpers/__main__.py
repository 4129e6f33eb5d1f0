"""The command line: arguments in, exit code out. 0 done, 1 something failed or was found, 2 the call was wrong."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from helpers.batch import engine, plan
from helpers.batch.parameters import PlanError

FOLDER = click.Path(path_type=Path, file_okay=False)
PLAN = click.Path(path_type=Path, dir_okay=False)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Reads self-evaluation reports, checks them, and runs the notebooks that analyse them."""


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE...")
@click.option("--into", required=True, type=FOLDER, help="folder for the tables")
@click.option("--strict", is_flag=True, help="exit 1 where a document could not be read")
def read(sources: tuple[Path, ...], into: Path, strict: bool) -> None:
    """Read documents or folders into tables."""
    from helpers.coding import frames
    from helpers.output import save
    from helpers.reading.report import read_folder

    tables = frames.from_records(read_folder(sources))
    with _told():
        save.write_tables(tables, into)
    click.echo(", ".join(f"{len(frame)} {name}" for name, frame in tables.items()))
    for problem in tables["problems"].itertuples():
        click.echo(f"{problem.source_file}: {problem.kind}: {problem.reason}", err=True)
    wrong = tables["problems"]["kind"].eq("unreadable_amount").any()
    sys.exit(int(wrong or (strict and len(tables["problems"]) > 0)))


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--strict", is_flag=True, help="exit 1 where figures contradict each other")
def check(folder: Path, strict: bool) -> None:
    """Hold the figures of the tables in DIR against each other."""
    from helpers.coding import frames
    from helpers.coding.audit import audit
    from helpers.output import save

    with _told():
        found = audit(frames.load(folder, ["reports", "funds", "indicators", "scorecard"]))
        save.write_tables({"audit": found}, folder)
    for row in found[found["verdict"] != "holds"].itertuples():
        figures = {"stated": row.stated, "recomputed": row.recomputed}
        told = ", ".join(f"{name} {value:.12g}" for name, value in figures.items() if value == value)
        click.echo(f"{row.verdict:15} {row.report_id}  {row.what}{': ' if told else ''}{told}")
    counts = found["verdict"].value_counts()
    click.echo(f"{len(found)} checks: " + ", ".join(f"{number} {name}" for name, number in counts.items()))
    sys.exit(int(strict and (found["verdict"] == "contradiction").any()))


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
@click.option("--jobs", default=1, show_default=True, help="runs at a time")
@click.option("--only", metavar="NAME", help="one run, with what it needs")
@click.option("--dry-run", is_flag=True, help="list the runs and what would be done")
@click.option("--force", is_flag=True, help="run again what is done")
def run(path: Path, jobs: int, only: str | None, dry_run: bool, force: bool) -> None:
    """Run the notebooks of a plan that are new, stale or failed."""
    with _called():
        code = engine.run(plan.load(path), jobs=jobs, only=only, force=force, dry_run=dry_run, echo=click.echo)
    sys.exit(code)


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
def status(path: Path) -> None:
    """List what is done, stale and failed in a plan, and why."""
    with _called():
        code = engine.status(plan.load(path), echo=click.echo)
    sys.exit(code)


@contextmanager
def _called() -> Iterator[None]:
    """A plan that cannot be run is a wrong call; a file that cannot be written ends with one message."""
    try:
        yield
    except PlanError as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _told() -> Iterator[None]:
    """Data that are absent or wrong, and files that cannot be written, end with one message instead of a traceback."""
    try:
        yield
    except FileNotFoundError as error:
        raise click.UsageError(str(error)) from None
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    cli(prog_name="python -m helpers")
