"""What all runs of a plan found, in one table: a row a row of their result tables, with the parameters as columns.

A run that is not done has a row too, which says why, so that none is lost in silence.
"""

import csv
import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path, PurePath
from typing import Any, NamedTuple

import pyarrow as pa
from pyarrow import json as arrow_json
from pyarrow import parquet

from helpers import paths
from helpers.batch import records
from helpers.batch.parameters import Parameter, PlanError, declared
from helpers.batch.plan import Plan, Run

ABOUT = pa.schema([(name, pa.string()) for name in ("run", "notebook", "state", "problem")])
TYPES = {bool: pa.bool_(), int: pa.int64(), float: pa.float64(), str: pa.string()}
ROWS = 10_000  # that are in memory at a time, and one more table
MADE_FROM = b"made_from"
PROBLEMS = "problems.csv"


class Part(NamedTuple):
    run: Run
    state: str
    problem: str
    file: Path | None  # of its result table; None where it is not done


def collect(plan: Plan) -> tuple[Path, Counter] | None:
    """Path of the collected table, written whole, with the number of runs by state; None where no run has a result.

    Columns run, notebook, state (done, stale, failed, new), problem (why it is not done, else empty), a column for each
    parameter that a notebook of the plan declares, then those of the result tables. A run that is done and wrote no
    result table has no row. Tables are read one after another. Raises PlanError where columns do not go together.
    """
    known = records.read_all(plan)
    parts = list(_parts(plan, known))
    if not any(part.file for part in parts):
        return None
    own = {notebook: declared(notebook) for notebook in dict.fromkeys(part.run.notebook for part in parts)}
    schema = _schema(parts, own).with_metadata({MADE_FROM: _made_from(known)})
    path = paths.collected(plan.name)
    with _whole(path) as file, parquet.ParquetWriter(file, schema) as writer:
        for table in _gathered(_rows(part, own[part.run.notebook], schema) for part in parts):
            writer.write_table(table)
    return path, Counter(part.state for part in parts)


def results(plan: str) -> pa.Table:
    """What the runs of a plan found, as collected; FileNotFoundError that says how to get it where it is not there."""
    path = paths.collected(plan)
    if not path.is_file():
        how = f"python -m helpers run notebooks/plans/{plan}.yml --jobs 2"
        raise FileNotFoundError(
            f"{records.shown(path)} is not there: `{how}` does the runs and collects what they found"
        )
    return parquet.read_table(path)


def is_current(plan: Plan) -> bool:
    """Whether the collected table was made from the records as they are, or there is no result to collect."""
    known = records.read_all(plan)
    if not any(record and _result(record) for record in known.values()):
        return True
    try:
        metadata = parquet.read_schema(paths.collected(plan.name)).metadata
        return metadata[MADE_FROM] == _made_from(known)
    except (OSError, pa.ArrowException, KeyError, TypeError):
        return False


def problems(plan: Plan) -> list[dict[str, str]]:
    """What could not be read, as rows of the tables `problems` that runs of the plan wrote and that are there."""
    known = [record for record in records.read_all(plan).values() if record]
    written = dict.fromkeys(file for record in known for file in record.outputs if PurePath(file).name == PROBLEMS)
    found = []
    for file in filter(Path.is_file, map(paths.ROOT.joinpath, written)):
        with open(file, encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines)
    return found


def _parts(plan: Plan, known: records.Records) -> Iterator[Part]:
    """The runs that have a result table, and those that are not done."""
    found = records.states(plan, records.surroundings(), known)
    for run in plan.runs:
        state, reason = found[run.name]
        if state != "done":
            yield Part(run, state, reason, None)
        elif file := _result(known[run.name]):
            yield Part(run, state, "", paths.ROOT / file)


def _result(record: records.Record) -> str | None:
    """The result table among the files that a run wrote."""
    return next((file for file in record.outputs if PurePath(file).name == paths.result().name), None)


def _made_from(known: records.Records) -> bytes:
    """Hash of what the records say that a collected table stands on."""
    said = {name: record and [record.key, record.state, record.outputs] for name, record in known.items()}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest().encode()


def _schema(parts: list[Part], own: dict[Path, dict[str, Parameter]]) -> pa.Schema:
    """The columns of all rows; raises PlanError naming the run where a column has two meanings or two types."""
    schema = ABOUT
    for notebook, known in own.items():
        fields = pa.schema([(each.name, TYPES[each.type]) for each in known.values()])
        schema = _joined(schema, fields, f"the parameters of {notebook.name}")
    taken = set(schema.names)
    for part in parts:
        if part.file:
            where, fields = f"result table of run {part.run.name}", _read(parquet.read_schema, part).remove_metadata()
            if twice := sorted(taken & set(fields.names)):
                raise PlanError(f"{where}: expected no column named as a parameter, found {', '.join(twice)}")
            schema = _joined(schema, fields, where)
    return schema


def _joined(schema: pa.Schema, more: pa.Schema, where: str) -> pa.Schema:
    """Both together, whole numbers as floats where one has floats; raises PlanError for other types that differ."""
    try:
        return pa.unify_schemas([schema, more], promote_options="permissive")
    except pa.ArrowException as error:
        raise PlanError(f"{where}: a column is of another type than before: {error}") from None


def _rows(part: Part, known: dict[str, Parameter], schema: pa.Schema) -> pa.Table:
    """The rows of a run in the columns of all; what it does not have is null."""
    run = part.run
    found = _read(lambda file: parquet.ParquetFile(file).read(), part) if part.file else None
    own = found.column_names if found else []
    values: dict[str, Any] = {each.name: each.default for each in known.values()} | run.parameters
    values |= {"run": run.name, "notebook": run.notebook.stem, "state": part.state, "problem": part.problem}
    others = pa.schema([each for each in schema if each.name not in own])
    same = _repeated(values, others, len(found) if found else 1)
    columns = [found[each.name].cast(each.type) if each.name in own else same[each.name] for each in schema]
    return pa.table(columns, schema=schema)


def _repeated(values: dict[str, Any], schema: pa.Schema, number: int) -> pa.Table:
    """So many rows of these values, null where there is none; by way of JSON, as an array of values imports pandas."""
    row = json.dumps({name: values.get(name) for name in schema.names}).encode() + b"\n"
    typed, alone = arrow_json.ParseOptions(explicit_schema=schema), arrow_json.ReadOptions(use_threads=False)
    return arrow_json.read_json(BytesIO(row * number), alone, typed)


def _read(reader: Any, part: Part) -> Any:
    try:
        return reader(part.file)
    except (OSError, pa.ArrowException) as error:
        raise PlanError(f"result table of run {part.run.name}: cannot be read: {error}") from None


def _gathered(tables: Iterator[pa.Table]) -> Iterator[pa.Table]:
    """The same rows in tables of about ROWS each."""
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(map(len, waiting)) >= ROWS:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)


@contextmanager
def _whole(path: Path) -> Iterator[Any]:
    """A file to write to, which has its name only once it is whole and on the disk; on an error nothing has changed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with open(temporary, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()
