"""Someone who uploads a folder over HTTP, slowly enough to be killed midway. Run as `python sender.py JSON`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx

BOUNDARY = "vanthu-chaos"


def body(files: list[Path]) -> Iterator[bytes]:
    """A multipart body, file by file."""
    for file in files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="files"; filename="{file.name}"\r\n\r\n'
        yield head.encode() + file.read_bytes() + b"\r\n"
    yield f"--{BOUNDARY}--\r\n".encode()


def send(told: dict[str, str]) -> None:
    """One request with the key; prints the id of the batch it became."""
    pause = float(told["pause"])
    files = sorted(file for file in Path(told["files"]).rglob("*") if file.is_file())

    def slowly() -> Iterator[bytes]:
        for number, part in enumerate(body(files)):
            if number == 5:
                print("sending", flush=True)
            time.sleep(pause)
            yield part

    headers = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}", "Idempotency-Key": told["key"]}
    answer = httpx.post(f"{told['url']}/api/v1/batches", content=slowly(), headers=headers, timeout=60)
    print(answer.json()["id"], flush=True)


if __name__ == "__main__":
    send(json.loads(sys.argv[1]))
