"""The command line: arguments in, exit code out. 0 done, 1 something failed or was found, 2 the call was wrong."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import click

from helpers.batch import children, engine, plan, records, warm
from helpers.batch.parameters import PlanError

FOLDER = click.Path(path_type=Path, file_okay=False)
PLAN = click.Path(path_type=Path, dir_okay=False)
NUMBER = click.IntRange(min=1)
LIMITS = children.Limits()
SECONDS = click.FloatRange(min=0, min_open=True)
MEMORY = click.FloatRange(min=0)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Reads self-evaluation reports, checks them, and runs the notebooks that analyse them."""


@cli.command()
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="SOURCE...")
@click.option("--into", required=True, type=FOLDER, help="folder for the tables")
@click.option("--jobs", default=os.cpu_count() or 1, type=NUMBER, show_default="all cores", help="processes that read")
@click.option(
    "--scheduler",
    default="",
    envvar="DASK_SCHEDULER_ADDRESS",
    metavar="ADDRESS",
    help="read on a dask.distributed cluster",
)
@click.option("--review", is_flag=True, help="write pages on which each figure can be checked")
@click.option("--strict", is_flag=True, help="exit 1 where problems has a row, of whatever kind")
def read(sources: tuple[Path, ...], into: Path, jobs: int, scheduler: str, review: bool, strict: bool) -> None:
    """Read documents or folders into tables; after a kill the same call goes on where it was.

    Exit 1 where an amount cannot be read or rows of a document are not valid: these would be missing from sums.
    """
    with _told():
        from helpers import bulk
        from helpers.coding import frames
        from helpers.output import save
        from helpers.reading import report

        if review:
            save.refuse_others(into / bulk.REVIEW)
        found = report.planned(sources)
        if not found:
            raise FileNotFoundError(f"no document in {', '.join(map(str, sources))}")
        with click.progressbar(length=len(found), label="reading", file=sys.stderr, show_pos=True) as bar:
            counts = bulk.read_into(into, found, jobs=jobs, scheduler=scheduler, tell=bar.update)
        problems = frames.load(into, ["problems"])["problems"]
        if review:
            _write_pages(into, found, jobs)
    click.echo(", ".join(f"{number} {name}" for name, number in counts.items()))
    _tell_problems(problems.to_dict("records"))
    wrong = problems["kind"].isin(["unreadable_amount", "not_valid"]).any()
    sys.exit(int(wrong or (strict and len(problems) > 0)))


def _tell_problems(rows: list[dict[str, str]]) -> None:
    """Each document that could not be read, or not all of it, with the reason."""
    for row in rows:
        click.echo(f"{row['source_file']}: {row['kind']}: {row['reason']}", err=True)


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--reports", "number", required=True, type=NUMBER, help="size of the sample")
@click.option("--seed", required=True, type=int, help="decides which reports are drawn")
@click.option("--by", default="", metavar="COLUMN", help="draw in proportion to a column of reports")
@click.option("--into", required=True, type=PLAN, metavar="FILE.xlsx")
def sheet(folder: Path, number: int, seed: int, by: str, into: Path) -> None:
    """Make a workbook in which people code a sample of the reports again."""
    if into.suffix.lower() != ".xlsx":
        raise click.UsageError(f"a workbook is a file whose name ends in .xlsx, found {into.name}")
    with _told():
        from helpers.coding import double_coding, frames
        from helpers.output import save

        if into.exists():
            raise FileExistsError(f"{into} is there already, perhaps filled in: name another file")
        reports = frames.load(folder, ["reports"])["reports"]
        try:
            sample = double_coding.draw(reports, number, seed, by)
        except ValueError as error:
            raise _refused(str(error)) from None
        save.write_files({into: double_coding.workbook(sample, seed)})


@cli.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--jobs", default=os.cpu_count() or 1, type=NUMBER, show_default="all cores", help="processes that audit")
@click.option("--report", "reports", multiple=True, metavar="ID", help="show what is found of this report; repeatable")
@click.option("--verdict", "verdicts", multiple=True, metavar="WORD", help="show findings so called; repeatable")
@click.option("--strict", is_flag=True, help="exit 1 where a contradiction stands that nobody has accepted")
def check(folder: Path, jobs: int, reports: tuple[str, ...], verdicts: tuple[str, ...], strict: bool) -> None:
    """Hold the figures of the tables in DIR against each other; writes all to audit.csv and audit.json."""
    with _told():
        from helpers import checking, paths, told
        from helpers.coding import anomalies, frames
        from helpers.output import save

        accepted = frames.from_csv(paths.ANOMALIES, "anomalies")
        found = anomalies.reviewed(checking.audited(folder, jobs), accepted)
        save.write_tables({"audit": found}, folder)
        save.write_records(found, folder / "audit.json")
        try:
            shown = [*told.lines(found, folder, reports, verdicts)]
        except ValueError as error:
            raise _refused(str(error)) from None
    for line in shown:
        click.echo(line)
    sys.exit(int(strict and len(anomalies.standing(found)) > 0))


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
@click.option("--jobs", default=1, type=NUMBER, show_default=True, help="runs at a time")
@click.option("--only", metavar="NAME", help="one run, with what it needs")
@click.option(
    "--kernel",
    type=click.Choice(get_args(engine.Kernel)),
    default="warm" if warm.is_possible() else "fresh",
    show_default=True,
    help="warm: forked from a process with all imports done",
)
@click.option(
    "--scheduler",
    default="",
    envvar="DASK_SCHEDULER_ADDRESS",
    metavar="ADDRESS",
    help="run on a dask.distributed cluster",
)
@click.option(
    "--cell-timeout", "cell", default=LIMITS.cell, show_default=True, help="seconds that a cell may take", type=SECONDS
)
@click.option("--timeout", "whole", default=LIMITS.run, show_default=True, help="seconds of a whole run", type=SECONDS)
@click.option("--memory", default=0.0, metavar="GB", help="address space of each process of a run", type=MEMORY)
@click.option("--dry-run", is_flag=True, help="list the runs and what would be done")
@click.option("--force", is_flag=True, help="run again what is done")
@click.option("--yes", is_flag=True, help=f"a plan of more than {plan.MANY:,} runs is meant")
def run(
    path: Path, only: str | None, force: bool, yes: bool, cell: float, whole: float, memory: float, **how: int | str
) -> None:
    """Run the notebooks of a plan that are new, stale or failed, after those of the plans that it needs."""
    with _told():
        how["limits"] = children.Limits(cell, whole, memory)
        *needed, asked = plan.load_all(path, confirmed=yes)
        for each in needed:
            if _carried_out(each, **how):
                click.echo(f"plan {asked.name} was not started: it needs plan {each.name}")
                sys.exit(1)
        code = _carried_out(asked, only=only, force=force, **how)
    sys.exit(code)


def _carried_out(asked: plan.Plan, *, dry_run: bool, **how: int | str | bool | None) -> int:
    """Exit code of a batch, after what its runs found was collected, and what could not be read was told."""
    code = engine.run(asked, dry_run=dry_run, **how, echo=click.echo)
    from helpers.batch import collect as results

    if not dry_run:
        if not results.is_current(asked) and (found := results.collect(asked)):
            _tell_collected(asked, *found)
        _tell_problems(results.problems(asked))
    return code


def _collected(asked: plan.Plan) -> int:
    """Exit code 0 where all results are in the table, after it was written and told."""
    from helpers.batch import collect as results

    found = results.collect(asked)
    if found is None:
        click.echo(f"plan {asked.name}: no run that is done wrote a result table")
        return 1
    _tell_collected(asked, *found)
    return int(set(found[1]) != {"done"})


def _tell_collected(asked: plan.Plan, path: Path, counts: Counter) -> None:
    """Of how many runs the collected table has results, and how many of the others are not done."""
    others = "".join(f", {number} {state}" for state, number in counts.items() if state != "done")
    click.echo(f"collected in {records.shown(path)}: results of {counts['done']} of {len(asked.runs)} runs{others}")


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
def collect(path: Path) -> None:
    """Write what the runs of a plan found as one table, runs/PLAN/results.parquet; `run` does so at its end."""
    with _told():
        code = _collected(plan.load(path, confirmed=True))
    sys.exit(code)


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
def status(path: Path) -> None:
    """List what is done, stale and failed in a plan, and why."""
    with _told():
        code = engine.status(plan.load(path, confirmed=True), echo=click.echo)
    sys.exit(code)


@cli.command()
@click.argument("path", type=PLAN, metavar="PLAN")
@click.option(
    "--jobs", default=os.cpu_count() or 1, type=NUMBER, show_default="all cores", help="processes that write pages"
)
def gallery(path: Path, jobs: int) -> None:
    """Write one page of all runs of a plan: state, parameters, pictures, and a page of each executed notebook."""
    with _told():
        from helpers import pages

        click.echo(f"wrote {records.shown(pages.write_gallery(plan.load(path, confirmed=True), jobs=jobs))}")


@cli.command()
@click.argument("plans", nargs=-1, required=True, type=PLAN, metavar="PLAN...")
@click.option("--into", required=True, type=FOLDER, help="folder of the site, which takes the place of the one there")
@click.option(
    "--jobs", default=os.cpu_count() or 1, type=NUMBER, show_default="all cores", help="processes that write pages"
)
def site(plans: tuple[Path, ...], into: Path, jobs: int) -> None:
    """Write all that was found as static HTML: notebooks of the plans, figures, tables, reports, runs, documents."""
    with _told():
        from helpers import site as whole

        asked = [plan.load(path, confirmed=True) for path in plans]
        number = whole.write_site(asked, into, jobs=jobs)
    click.echo(f"wrote {number} files: open {into / 'index.html'}")


@cli.command()
@click.argument("table")
@click.argument("row")
@click.option("--variant", default="paper", show_default=True, help="variant whose results are asked")
def trace(table: str, row: str, variant: str) -> None:
    """Lead from a row of a printed table, or of one in data/processed, to the words of the reports behind it."""
    with _told():
        from helpers import trace as tracing

        try:
            found = tracing.traced(table, row, variant)
        except tracing.Unknown as error:
            raise _refused(error.args[0]) from None
    for line in tracing.in_words(found):
        click.echo(line)


@cli.command()
@click.argument("given", type=PLAN, metavar="PLAN...", nargs=-1, required=True)
def replication(given: tuple[Path, ...]) -> None:
    """Write docs/replication.md from the records of plans: time, memory, versions, data, figures with programs."""
    with _told():
        from helpers import paths
        from helpers import replication as replicating
        from helpers.output import save

        known = [plan.load(path) for path in given]
        save.save_text(replicating.markdown(known), paths.documents() / "replication.md")


def _write_pages(into: Path, sources: list, jobs: int) -> None:
    """A page for each report that was read, and one that lists them, in a folder that holds no other."""
    from helpers import bulk
    from helpers.coding import frames
    from helpers.output import review, save
    from helpers.reading import report

    loaded = zip(sources, report.read_each(sources, jobs), strict=True)
    documents = ((source.report_id, document) for source, (document, _) in loaded if document)
    save.write_folder(review.pages(frames.load(into), documents), into / bulk.REVIEW)


def _refused(message: str) -> click.ClickException:
    """A wrong call whose form was right, so that it ends with 2 and without a word on usage."""
    error = click.ClickException(message)
    error.exit_code = 2
    return error


@contextmanager
def _told() -> Iterator[None]:
    """Data that are wrong, and files that cannot be written, end with one message instead of a traceback; a plan that
    cannot be run, and what is not where the call says or must not be replaced, are a wrong call."""
    try:
        yield
    except KeyboardInterrupt:
        raise click.ClickException("interrupted; the same call goes on with what is left") from None
    except (PlanError, FileNotFoundError, FileExistsError) as error:
        raise _refused(str(error)) from None
    except (ValueError, OSError) as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    cli(prog_name="python -m helpers")
