"""Receipts of requests (biên nhận): the `Idempotency-Key` of HTTP, kept in the register under the SHA-256 of its route
and key, so that every server knows it."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.refusals import BadIdempotencyKey, IdempotencyKeyInUse, IdempotencyKeyReused
from corpus.corpus import Corpus
from corpus.receipt import Receipt

_MINE: set[str] = set()
"""What this process holds; of an earlier one with its number, as in a container, it holds nothing."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One request at work on its key."""

    corpus: Corpus
    name: str
    hold: str

    def find(self, body_sha256: str) -> Receipt | None:
        """The receipt of an earlier request; IdempotencyKeyReused where its body was another."""
        receipt = self.corpus.find_receipt(self.name)
        if receipt is not None and receipt.body_sha256 != body_sha256:
            raise IdempotencyKeyReused
        return receipt

    def keep(self, receipt: Receipt) -> None:
        """Write it down."""
        self.corpus.keep_receipt(self.name, receipt)

    def go_on(self) -> None:
        """Still at work; IdempotencyKeyInUse where it took so long that a repeat has begun."""
        if not self.corpus.renew_turn(self.name, self.hold):
            raise IdempotencyKeyInUse


@contextmanager
def turn(corpus: Corpus, route: str, key: str) -> Iterator[Turn]:
    """The key's turn, for as long as nobody else works on it.

    Raises BadIdempotencyKey, or IdempotencyKeyInUse while the same key is being worked on.
    """
    if not _KEY.fullmatch(key):
        raise BadIdempotencyKey
    name = hashlib.sha256(f"{route} {key}".encode()).hexdigest()
    hold = f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(8)}"
    _MINE.add(hold)
    try:
        if not corpus.take_turn(name, hold, _is_gone):
            raise IdempotencyKeyInUse
        try:
            yield Turn(corpus, name, hold)
        finally:
            corpus.end_turn(name, hold)
    finally:
        _MINE.discard(hold)


def _is_gone(hold: str) -> bool:
    """Whether whoever held it is known to be dead: a process of this machine that is no more, or that was one of ours.

    Of other machines nothing is known; their holds run out.
    """
    host, process, _ = hold.rsplit("/", 2)
    if host != socket.gethostname():
        return False
    return hold not in _MINE if int(process) == os.getpid() else not Path(f"/proc/{process}").exists()
