"""A killed `vanthu ingest`: the next one with `--once` completes its batch, and nothing is lost or doubled."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from api.cli import run
from corpus.corpus import open_corpus
from tests.compose.many import compose_many

FILES = 60
PATIENCE = 60.0


def _filed(database: Path) -> int:
    """How many files have their outcome already; none while the register is being made."""
    if not database.exists():
        return 0
    with open_corpus(f"sqlite:///{database}", str(database.with_name("originals"))) as corpus:
        return sum(corpus.batch(batch.id).balance.registered for batch in corpus.batches().items)


def test_a_killed_ingest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Killed with the whole process group once some files are filed; afterwards every file is, once."""
    data = tmp_path / "data"
    monkeypatch.setenv("VANTHU_DATA", str(data))
    compose_many(tmp_path / "in", FILES, seed=5)
    command = [str(Path(sys.executable).with_name("vanthu")), "ingest", "--once", str(tmp_path / "in")]
    with subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL) as killed:
        end = time.monotonic() + PATIENCE
        while _filed(data / "vanthu.db") < 3 and killed.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        assert killed.poll() is None, "it ended before it could be killed"
        os.killpg(killed.pid, signal.SIGKILL)
    before = _filed(data / "vanthu.db")
    assert 0 < before < FILES
    assert run(["ingest", "--once", str(tmp_path / "in"), "--lang", "en"]) == 0
    balance = capsys.readouterr().out.splitlines()[-1]
    assert balance == f"{FILES} received = {FILES} registered + 0 returned + 0 duplicate"
