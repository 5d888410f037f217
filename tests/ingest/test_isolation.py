"""A file that hangs or brings down whoever judges its signatures is `unreadable`, and no other file notices."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import api.commands.read as command
from api.cli import run
from ingest.intake import find_files
from ingest.options import ReadOptions
from ingest.pool import ReaderPool
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf

READER = "tests.compose.culprits:read_signed"
LIMITS = replace(ReadOptions().limits, seconds=1.0, memory=600 * 1024**2)
OPTIONS = ReadOptions(ocr=False, limits=LIMITS)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One worker that does as the end of the file says."""
    with ReaderPool(1, reader=READER) as pool:
        yield pool


@pytest.fixture(scope="module")
def signed() -> bytes:
    """A signed file."""
    return sign_pdf(make_pdf(), make_pki().issue("Nguyễn Văn A"))


def ending(signed: bytes, word: str) -> bytes:
    """The same with a last line that says what happens to it."""
    return signed + b"\n%" + word.encode()


@pytest.mark.parametrize(
    ("word", "problem"),
    [
        ("judging:spin", "timeout"),
        ("judging:hang", "timeout"),
        ("judging:allocate", "out_of_memory"),
        ("judging:abort", "out_of_memory"),
        ("judging:segfault", "crashed"),
        ("judging:leave", "crashed"),
        ("judging:fault", "crashed"),
        ("judging:descend", "crashed"),
    ],
)
def test_a_verifier_that_fails_is_no_verdict(pool: ReaderPool, signed: bytes, word: str, problem: str) -> None:
    """Neither intact nor unsigned: nothing is known, and why."""
    found = pool.read(ending(signed, word), "a.pdf", options=OPTIONS, now=NOW)
    assert found.problem is not None
    assert found.signatures is not None
    assert (found.problem.type, found.signatures.integrity, found.signatures.verdict) == (
        problem,
        "unreadable",
        "unreadable",
    )
    assert [notice.type for notice in found.signatures.warnings] == [problem]
    assert [(item.status, item.indication) for item in found.signatures.signatures] == [
        ("unsupported", "INDETERMINATE")
    ], "it is signed, and that is told"


@pytest.mark.parametrize(
    ("word", "problem"),
    [("reading:spin", "timeout"), ("reading:segfault", "crashed"), ("reading:allocate", "out_of_memory")],
)
def test_a_verdict_outlives_the_reader(pool: ReaderPool, signed: bytes, word: str, problem: str) -> None:
    """What was judged before the text brought the process down is told."""
    found = pool.read(ending(signed, word), "a.pdf", options=OPTIONS, now=NOW)
    assert found.problem is not None
    assert found.signatures is not None
    assert (found.problem.type, len(found.signatures.signatures)) == (problem, 1)


def test_other_files_do_not_notice(
    signed: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`vanthu verify` on a folder: a line for each, in order, and status 1."""
    words = {"a": None, "b": "judging:spin", "c": None, "d": "judging:segfault", "e": None}
    for name, word in words.items():
        (tmp_path / f"{name}.pdf").write_bytes(ending(signed, word) if word else signed)
    monkeypatch.setattr(command, "ReaderPool", functools.partial(ReaderPool, reader=READER))
    monkeypatch.setenv("VANTHU_MAX_SECONDS", "1")
    assert run(["verify", "-j", "1", str(tmp_path)]) == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["source"]["name"], line["signatures"]["integrity"]) for line in lines] == [
        ("a.pdf", "intact"),
        ("b.pdf", "unreadable"),
        ("c.pdf", "intact"),
        ("d.pdf", "unreadable"),
        ("e.pdf", "intact"),
    ]


def test_the_order_is_kept_while_one_hangs(pool: ReaderPool, signed: bytes, tmp_path: Path) -> None:
    """A reading that is given up delays those behind it, and costs them nothing else."""
    (tmp_path / "a.pdf").write_bytes(ending(signed, "judging:hang"))
    (tmp_path / "b.pdf").write_bytes(signed)
    found = list(pool.map(find_files([tmp_path]), OPTIONS, now=NOW))
    assert [reading.problem.type if reading.problem else None for reading in found] == ["timeout", None]
