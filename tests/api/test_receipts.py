"""Receipts: what became of an Idempotency-Key, on this server and on others."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from api.receipts import Receipt, turn
from api.refusals import BadIdempotencyKey, IdempotencyKeyInUse, IdempotencyKeyReused
from corpus.corpus import Corpus, open_corpus
from corpus.receipt import HOLD, LIFETIME

KEPT = Receipt("a" * 64, "bat_1")


class Clock:
    """Stands still until told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of every server."""
    return Clock()


@pytest.fixture
def corpus(tmp_path: Path, clock: Clock) -> Iterator[Corpus]:
    """A register without an index."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "o"), clock=clock) as opened:
        yield opened


def test_a_receipt_is_found_again(corpus: Corpus) -> None:
    """By route and key; another route with the same key is another request."""
    with turn(corpus, "POST /batches", "k") as mine:
        assert mine.find(KEPT.body_sha256) is None
        mine.keep(KEPT)
        assert mine.find(KEPT.body_sha256) == KEPT
    with turn(corpus, "POST /batches", "k") as mine:
        assert mine.find(KEPT.body_sha256) == KEPT
    with turn(corpus, "POST /other", "k") as mine:
        assert mine.find(KEPT.body_sha256) is None


def test_another_body_is_refused(corpus: Corpus) -> None:
    """The same key for something else is a mistake of the caller."""
    with turn(corpus, "r", "k") as mine:
        mine.keep(KEPT)
        with pytest.raises(IdempotencyKeyReused):
            mine.find("b" * 64)


def test_one_at_a_time(corpus: Corpus) -> None:
    """While the first is at work the second is refused; afterwards it has its turn, even after a failure."""

    def fail() -> None:
        with turn(corpus, "r", "k"):
            with pytest.raises(IdempotencyKeyInUse), turn(corpus, "r", "k"):
                pass
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with turn(corpus, "r", "k") as mine:
        mine.go_on()


def test_another_server_waits_until_the_hold_runs_out(corpus: Corpus, clock: Clock, tmp_path: Path) -> None:
    """Of other machines nothing is known but the hold; whoever lost it is told when going on."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "o"), clock=clock) as other:
        with turn(corpus, "r", "k") as mine:
            assert not other.take_turn(mine.name, "elsewhere/1/a", lambda _: False)
            clock.now += HOLD / 2
            mine.go_on()
            clock.now += HOLD * 3 / 4
            assert not other.take_turn(mine.name, "elsewhere/1/a", lambda _: False)
            clock.now += HOLD
            assert other.take_turn(mine.name, "elsewhere/1/a", lambda _: False)
            with pytest.raises(IdempotencyKeyInUse):
                mine.go_on()
        with pytest.raises(IdempotencyKeyInUse), turn(corpus, "r", "k"):
            pass


@pytest.mark.parametrize("process", ["own", "dead"])
def test_a_server_that_died_here_holds_nothing(corpus: Corpus, process: str) -> None:
    """Neither one that is gone, nor an earlier one that had our own number, as in a container."""
    number = os.getpid()
    if process == "dead":
        done = subprocess.Popen([sys.executable, "-c", ""])
        number = done.pid
        done.wait()
    with turn(corpus, "r", "k") as mine:
        name = mine.name
    assert corpus.take_turn(name, f"{socket.gethostname()}/{number}/0", lambda _: False)
    with turn(corpus, "r", "k") as mine:
        mine.go_on()


def test_they_are_forgotten_after_a_week(corpus: Corpus, clock: Clock) -> None:
    """An old one counts for nothing, swept or not."""
    with turn(corpus, "r", "k") as mine:
        mine.keep(KEPT)
    clock.now += LIFETIME + timedelta(seconds=1)
    with turn(corpus, "r", "k") as mine:
        assert mine.find("b" * 64) is None
    assert (corpus.sweep_receipts(), corpus.sweep_receipts()) == (1, 0)


@pytest.mark.parametrize("key", ["", "khóa", "a b", "x" * 256, "a\n"])
def test_keys_are_printable_ascii(corpus: Corpus, key: str) -> None:
    """Anything else is refused."""
    with pytest.raises(BadIdempotencyKey), turn(corpus, "r", key):
        pass
