"""What papermill gave a notebook, held to what the notebook declares: papermill by itself warns and goes on."""

import ast
from collections.abc import Sequence
from typing import Any

from IPython import get_ipython

from helpers.batch.parameters import declared_in, refuse, refuse_for_paper, valued

INJECTED = "# Parameters\n"  # how the cell begins that papermill puts below the parameters
NOTEBOOK = "this notebook"


def check() -> None:
    """Returns where the running notebook was given what `check_cells` allows."""
    shell = get_ipython()
    if shell is not None:
        check_cells(shell.user_ns["In"][1:])


def check_cells(inputs: Sequence[str]) -> None:
    """Returns where the second of the cells that ran first is none of papermill's, or gives what the first declares.

    Raises PlanError for a name, a type or a value that is not declared, and where values differ from those of the paper
    and no `variant` is given: they would take the place of the paper's files.
    """
    if len(inputs) < 2 or not inputs[1].startswith(INJECTED):
        return
    known = declared_in(NOTEBOOK, inputs[0])
    given = [(each.targets[0].id, _literal(each.value)) for each in ast.parse(inputs[1]).body]
    pairs, problems = valued(known, given)
    refuse(NOTEBOOK, known, problems)
    refuse_for_paper(known, dict(pairs))


def _literal(value: ast.expr) -> Any:
    """The value of a literal; of anything else, as papermill writes nan, its source."""
    try:
        return ast.literal_eval(value)
    except ValueError:
        return ast.unparse(value)
