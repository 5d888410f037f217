"""Where uploads lie: gone with the request, or swept once the process that wrote there is dead."""

from __future__ import annotations

import os
import time
from pathlib import Path

from api.incoming import sweep_uploads, upload_place


def test_the_dead_are_swept_the_living_are_not(tmp_path: Path) -> None:
    """Another process may be receiving right now; one that was killed holds its lock no more."""
    dead, old, new = (tmp_path / f"upload-{name}" for name in ("dead", "old", "new"))
    for place in (dead, old, new):
        place.mkdir()
    (dead / "alive").touch()
    (dead / "000000").write_bytes(b"half")
    os.utime(old, (time.time() - 3600, time.time() - 3600))  # killed before it took its lock
    with upload_place(tmp_path) as held:
        sweep_uploads(tmp_path)
        assert set(tmp_path.iterdir()) == {held, new}
    assert list(tmp_path.iterdir()) == [new]
