"""The project's own data files, which are YAML."""

from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first takes a tenth of the time, and is not everywhere


def read(path: Path) -> Any:
    """What a YAML file holds; tags that run code are refused."""
    return yaml.load(path.read_text(encoding="utf-8"), LOADER)
