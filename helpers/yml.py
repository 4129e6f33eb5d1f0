"""The project's own data files, which are YAML."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first takes a tenth of the time, and is not everywhere


def read(path: Path) -> Any:
    """What a YAML file holds. Raises ValueError naming file and line where it is no YAML, or has tags that run code."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), LOADER)
    except yaml.MarkedYAMLError as error:
        where = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ValueError(f"{path}{where}: expected YAML, found: {error.problem}") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: expected YAML in UTF-8: {error}") from None
