"""Where the program begins (khởi động): loaded quickly, then the command line."""

from __future__ import annotations

import gc
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit."""
    gc.disable()  # until the command is loaded (`api.cli.run`): a sixth of that time would go into looking for garbage
    from api import cli  # here, as it is this that takes its time

    cli.main()
