"""An ipykernel that starts in less memory, for forks of a process that has imported much."""

import sys
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

from ipykernel import ipkernel


class Kernel(ipkernel.IPythonKernel):
    """An ordinary kernel that lists no files of modules for a debugger: a fork would copy the pages of all modules."""

    def __init__(self, **given: Any) -> None:
        with patch.object(ipkernel, "sys", SimpleNamespace(**vars(sys) | {"modules": {}})):
            super().__init__(**given)
