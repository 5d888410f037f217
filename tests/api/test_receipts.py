"""Receipts: what became of an Idempotency-Key."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from api.receipts import LIFETIME, Receipt, Receipts
from api.refusals import BadIdempotencyKey, IdempotencyKeyInUse, IdempotencyKeyReused

KEPT = Receipt("a" * 64, "bat_1")


@pytest.fixture
def receipts(tmp_path: Path) -> Receipts:
    """Receipts in a folder that is not there yet."""
    return Receipts(tmp_path / "receipts")


def test_a_receipt_is_found_again(receipts: Receipts) -> None:
    """By route and key; another route with the same key is another request."""
    with receipts.turn("POST /batches", "k") as name:
        assert receipts.find(name, KEPT.body_sha256) is None
        receipts.keep(name, KEPT)
        assert receipts.find(name, KEPT.body_sha256) == KEPT
    with receipts.turn("POST /other", "k") as name:
        assert receipts.find(name, KEPT.body_sha256) is None


def test_another_body_is_refused(receipts: Receipts) -> None:
    """The same key for something else is a mistake of the caller."""
    with receipts.turn("r", "k") as name:
        receipts.keep(name, KEPT)
        with pytest.raises(IdempotencyKeyReused):
            receipts.find(name, "b" * 64)


def test_one_at_a_time(receipts: Receipts) -> None:
    """While the first is at work the second is refused; afterwards it has its turn, even after a failure."""

    def fail() -> None:
        with receipts.turn("r", "k"):
            with pytest.raises(IdempotencyKeyInUse), receipts.turn("r", "k"):
                pass
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with receipts.turn("r", "k"):
        pass


@pytest.mark.parametrize("key", ["", "khóa", "a b", "x" * 256, "a\n"])
def test_keys_are_printable_ascii(receipts: Receipts, key: str) -> None:
    """Anything else is refused."""
    with pytest.raises(BadIdempotencyKey), receipts.turn("r", key):
        pass


def test_a_week_later_it_is_forgotten(receipts: Receipts, tmp_path: Path) -> None:
    """An old receipt does not count, and the sweep removes it."""
    with receipts.turn("r", "k") as name:
        receipts.keep(name, KEPT)
        old = time.time() - LIFETIME - 1
        os.utime(tmp_path / "receipts" / name, (old, old))
        assert receipts.find(name, KEPT.body_sha256) is None
    receipts.sweep()
    assert list((tmp_path / "receipts").iterdir()) == []
