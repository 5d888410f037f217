"""Commands are loaded without looking for garbage, and run with it looked for."""

from __future__ import annotations

import gc
import sys

import pytest

from api import cli, start


@pytest.mark.parametrize("words", [["read", "a.pdf"], ["serve"], ["worker"], ["ingest", "--help"], ["nonsense"]])
def test_garbage_is_looked_for_once_a_command_runs(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    """Help and what is no command, too."""
    seen: list[bool] = []

    def performed(*_: object) -> int:
        seen.append(gc.isenabled())
        return 0

    monkeypatch.setattr(gc, "freeze", lambda: None)
    monkeypatch.setattr(cli, "_perform", performed)
    monkeypatch.setattr(sys, "argv", ["vanthu", *words])
    try:
        with pytest.raises(SystemExit):
            start.main()
        assert all(seen)
        assert gc.isenabled()
    finally:
        gc.enable()
