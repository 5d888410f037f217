"""Receipts of requests (biên nhận): what became of an `Idempotency-Key`, so that a repeat does nothing twice.

A receipt lies in a folder, under the SHA-256 of its route and key, for a week.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from api.refusals import BadIdempotencyKey, IdempotencyKeyInUse, IdempotencyKeyReused

LIFETIME = 7 * 24 * 3600.0
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(frozen=True, slots=True)
class Receipt:
    """The body that came with the key, and the batch it became."""

    body_sha256: str
    batch_id: str


class Receipts:
    """The receipts of one folder; one request for one key at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, route: str, key: str) -> Iterator[str]:
        """The name of the key's receipt, for as long as nobody else works on it.

        Raises BadIdempotencyKey, or IdempotencyKeyInUse while the same key is being worked on.
        """
        if not _KEY.fullmatch(key):
            raise BadIdempotencyKey
        name = hashlib.sha256(f"{route} {key}".encode()).hexdigest()
        with self._lock:
            if name in self._running:
                raise IdempotencyKeyInUse
            self._running.add(name)
        try:
            yield name
        finally:
            with self._lock:
                self._running.discard(name)

    def find(self, name: str, body_sha256: str) -> Receipt | None:
        """The receipt of an earlier request; IdempotencyKeyReused where its body was another."""
        file = self._folder / name
        if not file.is_file() or file.stat().st_mtime < time.time() - LIFETIME:
            return None
        receipt = Receipt(**json.loads(file.read_text("utf-8")))
        if receipt.body_sha256 != body_sha256:
            raise IdempotencyKeyReused
        return receipt

    def keep(self, name: str, receipt: Receipt) -> None:
        """Write it down, whole or not at all."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f"{name}.draft"
        with draft.open("w", encoding="utf-8") as stream:
            json.dump(asdict(receipt), stream)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(self._folder / name)

    def sweep(self) -> None:
        """Forget receipts that are too old to count."""
        for file in self._folder.glob("*"):
            if file.stat().st_mtime < time.time() - LIFETIME:
                file.unlink(missing_ok=True)
