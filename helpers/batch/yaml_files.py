"""Plans as YAML, with nothing in them that is not what it seems."""

import math
import re
from itertools import chain
from pathlib import Path
from typing import Any

import yaml

from helpers import paths
from helpers.batch.parameters import PlanError

LARGEST = 1_000_000  # values in a plan, those that an alias repeats counted again


def content(path: Path) -> Any:
    """Content of a YAML file without tags that run code; raises PlanError where it is none or says one thing twice."""
    try:
        loader = yaml.SafeLoader(path.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        _refuse_traps(root)
        return loader.construct_document(root) if root else None
    except PlanError:
        raise
    except FileNotFoundError:
        home = paths.NOTEBOOKS / "plans"
        there = ", ".join(sorted(file.name for file in home.glob("*.yml"))) or "none"
        raise PlanError(f"there is no such plan in {path.parent.absolute()}; in {home}: {there}") from None
    except Exception as error:  # values that are none, as the date 2021-02-31, raise errors of many kinds
        raise PlanError(f"not readable as YAML: {error}") from None


def _refuse_traps(root: yaml.Node | None) -> None:
    """Raises PlanError for aliases of aliases without end, for a key given twice, and for numbers to base 8 or 60."""
    sizes: dict[yaml.Node, float] = {}
    if root and _size(root, sizes) > LARGEST:
        raise PlanError(f"with its aliases written out it has more than {LARGEST} values")
    for node in sizes:
        line = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            keys = [key.value for key, _ in node.value if isinstance(key, yaml.ScalarNode)]
            if twice := sorted({key for key in keys if keys.count(key) > 1}):
                raise PlanError(f"in the mapping at line {line}, given twice: {', '.join(twice)}")
        elif node.tag.endswith((":int", ":float")) and re.match(r"[-+]?0[\d_]+$|.*:", node.value):
            raise PlanError(f"line {line}: YAML reads {node.value} as another number: write it plainly or in quotes")


def _size(node: yaml.Node, sizes: dict[yaml.Node, float]) -> float:
    """Number of values in a part of a plan, infinite where it holds itself; `sizes` gains all parts, each once."""
    if node not in sizes:
        sizes[node] = math.inf
        parts = node.value if isinstance(node, yaml.SequenceNode) else []
        if isinstance(node, yaml.MappingNode):
            parts = chain.from_iterable(node.value)
        sizes[node] = 1 + sum(_size(part, sizes) for part in parts)
    return sizes[node]
