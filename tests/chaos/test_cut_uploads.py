"""The uploader is killed in the middle of his request, and the service in the middle of receiving it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from corpus.corpus import open_corpus
from tests.compose.many import compose_many

pytestmark = pytest.mark.slow
FILES = 40
SENDER = Path(__file__).with_name("sender.py")
PATIENCE = 60.0


def test_an_upload_cut_off_again_and_again(tmp_path: Path) -> None:
    """Sent with one key until it is through: one batch, every file once, nothing of the earlier tries left."""
    compose_many(tmp_path / "in", FILES, seed=11)
    with _port() as port:
        told = {"url": f"http://127.0.0.1:{port}", "files": str(tmp_path / "in"), "key": "lo-1", "pause": "0.1"}
        with _service(tmp_path, port) as service:
            for victim in ("sender", "sender", "service"):
                with _sender(told) as sender:
                    _await_upload(tmp_path)
                    _kill(sender if victim == "sender" else service)
            assert service.wait(10) == -signal.SIGKILL
            assert len(list((tmp_path / "data" / "incoming").glob("upload-*"))) == 1
        with _service(tmp_path, port), _sender(told | {"pause": "0"}) as sender:
            assert sender.stdout is not None
            batch_id = sender.stdout.readline().decode().strip()
            assert sender.wait(PATIENCE) == 0
            _settle(f"{told['url']}/api/v1/batches/{batch_id}")
            assert list((tmp_path / "data" / "incoming").glob("upload-*")) == []
    _check(tmp_path, batch_id)


def _await_upload(folder: Path) -> None:
    """The service has begun to receive it, however busy the machine is, and has cleared away the one before."""
    deadline = time.monotonic() + PATIENCE
    while len(list((folder / "data" / "incoming").glob("upload-*"))) != 1:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _check(folder: Path, batch_id: str) -> None:
    with open_corpus(f"sqlite:///{folder}/data/vanthu.db", str(folder / "data" / "originals")) as corpus:
        assert [batch.id for batch in corpus.batches().items] == [batch_id]
        assert corpus.batch(batch_id).balance.message_en == (
            f"{FILES} received = {FILES} registered + 0 returned + 0 duplicate"
        )
        assert corpus.check().faults == ()


def _kill(process: subprocess.Popen[bytes]) -> None:
    os.kill(process.pid, signal.SIGKILL)
    process.wait(10)


@contextmanager
def _sender(told: dict[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """Past its first files."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    with subprocess.Popen([sys.executable, str(SENDER), json.dumps(told)], env=environment, stdout=-1) as it:
        try:
            assert it.stdout is not None
            assert it.stdout.readline() == b"sending\n"
            yield it
        finally:
            it.kill()


@contextmanager
def _service(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """`vanthu serve`, ready."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VANTHU_")}
    environment |= {"VANTHU_DATA": str(folder / "data"), "VANTHU_WORKERS": "1", "VANTHU_OCR": "false"}
    command = [str(Path(sys.executable).with_name("vanthu")), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=environment, stdout=-3, stderr=-3) as process:
        try:
            _await(f"http://127.0.0.1:{port}/health/live", process)
            yield process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _await(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if httpx.get(url).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the service does not start")


def _settle(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not httpx.get(url).json()["balance"]["settled"]:
        assert time.monotonic() < deadline
        time.sleep(0.1)


@contextmanager
def _port() -> Iterator[int]:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    yield port
