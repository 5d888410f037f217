"""`make picture`: the README's picture, drawn from the sample batch as `make run` takes it in. Needs chromium."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.compose.sample import compose_sample

PICTURE = Path(__file__).with_name("register.png")
SIZE = "1280,1180"
PATIENCE = 60.0


def main() -> None:
    """Compose, take in, serve on a free port, and photograph the batch's page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is needed: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        sample = compose_sample(Path(folder) / "sample")
        environ = os.environ | {"VANTHU_DATA": f"{folder}/data", "VANTHU_LANG": "vi"}
        _vanthu(environ, sample, "trust", "add", "--strangers", "trust")
        _vanthu(environ, sample, "ingest", "--name", "Văn bản đến sáng nay", "files")
        _photograph(chromium, environ)


def _program() -> str:
    return str(Path(sys.executable).with_name("vanthu"))


def _vanthu(environ: dict[str, str], where: Path, *words: str) -> None:
    subprocess.run([_program(), *words], env=environ, cwd=where, check=False, stdout=subprocess.DEVNULL)


def _photograph(chromium: str, environ: dict[str, str]) -> None:
    """The page of the newest batch."""
    with subprocess.Popen(
        [_program(), "serve", "--port", "0"], env=environ, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            url = next(word for line in server.stderr for word in line.split() if word.startswith("http"))
            threading.Thread(target=server.stderr.read, daemon=True).start()
            batch = _newest_batch(url)
            options = ["--headless", "--no-sandbox", "--hide-scrollbars", "--lang=vi", f"--window-size={SIZE}"]
            subprocess.run(
                [chromium, *options, f"--screenshot={PICTURE}", f"{url}/batches/{batch}?lang=vi"],
                check=True,
                stderr=subprocess.DEVNULL,
            )
        finally:
            server.terminate()


def _newest_batch(url: str) -> str:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(f"{url}/api/v1/batches", timeout=5) as answer:
                return str(json.load(answer)["items"][0]["id"])
        except URLError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


main()
