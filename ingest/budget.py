"""More processor time for work that is known to be long (thời gian xử lý): OCR asks for it page by page."""

from __future__ import annotations

from collections.abc import Callable


def _unheard(seconds: float) -> None:
    """Outside a worker process nobody counts."""


_keeper: Callable[[float], None] = _unheard


def allow(seconds: float) -> None:
    """Tell whoever watches over this process that so many more seconds of processor time are in order."""
    _keeper(seconds)


def report_to(keeper: Callable[[float], None]) -> None:
    """From now on `keeper` hears what is allowed; a worker process calls this once."""
    global _keeper  # one process, one keeper
    _keeper = keeper
