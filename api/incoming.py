"""Where uploads lie until they are received (nơi để tạm): a folder each, locked by the process that writes into it."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.presence import lock_file

_LOCK = "alive"
_BEING_MADE = 60.0
"""Seconds within which a new folder gets its lock."""


@contextmanager
def upload_place(folder: Path) -> Iterator[Path]:
    """A folder of one's own inside `folder`, gone afterwards, whatever happens."""
    folder.mkdir(parents=True, exist_ok=True)
    place = Path(tempfile.mkdtemp(prefix="upload-", dir=folder))
    lock = lock_file(place / _LOCK)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def sweep_uploads(folder: Path) -> None:
    """Remove what killed processes left behind; what another process is receiving right now stays."""
    for place in folder.glob("upload-*"):
        if not (place / _LOCK).exists() and place.stat().st_mtime > time.time() - _BEING_MADE:
            continue
        lock = lock_file(place / _LOCK)
        if lock is not None:
            shutil.rmtree(place, ignore_errors=True)
            os.close(lock)
