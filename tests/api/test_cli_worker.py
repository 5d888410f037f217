"""`vanthu worker` and `vanthu watch`: started, at work, stopped by a signal."""

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.corpus import open_corpus

VANTHU = Path(sys.executable).with_name("vanthu")
PATIENCE = 60.0


@contextmanager
def _running(data: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    """The command, ended at the end whatever happened."""
    command = [str(VANTHU), "--lang", "en", *words]
    with subprocess.Popen(command, env={"VANTHU_DATA": str(data)}, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def _await(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_a_worker_reads_what_is_stored(tmp_path: Path) -> None:
    """Received by someone who left; the worker finds it, files it, and ends with 0 when told."""
    data = tmp_path / "data"
    with open_corpus(f"sqlite:///{data}/vanthu.db", str(data / "originals")) as corpus:
        batch = corpus.create_batch("lô", "upload")
        item = corpus.receive(batch.id, "a.txt", "a.txt", "Số: 12/TB-UBND".encode())
        with _running(data, "worker", "-j", "1") as worker:
            assert worker.stderr is not None
            assert "is at work" in worker.stderr.readline()
            _await(lambda: corpus.item(item.id).state == "registered")
            worker.send_signal(signal.SIGTERM)
            assert worker.wait(PATIENCE) == 0
            assert worker.stderr.read() == "Stopped.\n"


def test_a_folder_is_watched(tmp_path: Path) -> None:
    """A file put there is registered, and moved away."""
    data, folder = tmp_path / "data", tmp_path / "hop-thu"
    folder.mkdir()
    with _running(data, "watch", str(folder)) as watch:
        assert watch.stderr is not None
        assert "Watching" in watch.stderr.readline()
        (folder / "a.txt").write_text("Số: 12/TB-UBND", encoding="utf-8")
        with open_corpus(f"sqlite:///{data}/vanthu.db", str(data / "originals")) as corpus:
            _await(lambda: [item.state for item in corpus.items().items] == ["registered"])
            (batch,) = corpus.batches().items
        assert batch.name.startswith("hop-thu, ")
        assert not (folder / "a.txt").exists()
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(PATIENCE) == 0
