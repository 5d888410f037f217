"""Hostile files end in a typed outcome, within a minute and a gigabyte, and the service lives on."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from ingest.options import ReadOptions
from ingest.pool import ReaderPool
from ingest.problems import REFUSALS
from tests.ingest.hostile import FILES, byte_flips, sound, truncations

TYPES = {refusal.type for refusal in REFUSALS}
OPTIONS = ReadOptions(tables=True)
QUICK = (
    "cmap_4e9",
    "pages_10000",
    "page_tree_loop",
    "page_tree_deep",
    "page_count_lies",
    "reference_loop",
    "length_loop",
    "xref_loop",
    "box_giant",
    "box_none",
    "box_words",
    "jbig2_1e10",
    "field_loop",
    "no_pages",
    "no_trailer",
    "png_4e8",
)
EXPECTED = {
    "pages_10000": "too_many_pages",
    "page_tree_loop": "damaged",
    "no_pages": "no_pages",
    "header_only": "damaged",
    "no_trailer": "damaged",
    "png_4e8": "too_large",
    "cmap_4e9": None,
    "million_characters": None,
    "reference_loop": None,
    "lines_500000": None,
}
"""Where only one outcome is right; None: the file is read."""


@pytest.fixture(scope="module")
def pool() -> Iterator[ReaderPool]:
    """One worker."""
    with ReaderPool(1) as pool:
        yield pool


def outcome(pool: ReaderPool, data: bytes, name: str = "a.pdf") -> str | None:
    """The type of the problem, None where there is none; nothing else may come back."""
    reading = pool.read(data, name, options=OPTIONS)
    if reading.problem is None:
        return None
    assert reading.problem.type in TYPES
    assert reading.problem.title
    assert reading.problem.title_en
    return reading.problem.type


@pytest.mark.parametrize("name", QUICK)
def test_quick_ones(pool: ReaderPool, name: str) -> None:
    """Those that hang or crash a naive reader at once."""
    found = outcome(pool, FILES[name]())
    assert found == EXPECTED.get(name, found)


def test_a_sound_file_is_read_after_them(pool: ReaderPool) -> None:
    """The service is alive."""
    assert outcome(pool, sound()) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FILES if name not in QUICK])
def test_every_class(pool: ReaderPool, name: str) -> None:
    """Bombs and laughs: a typed outcome before the clock runs out."""
    data = FILES[name]()
    began = time.process_time()
    found = outcome(pool, data)
    assert found == EXPECTED.get(name, found)
    assert time.process_time() - began < 5  # the service itself does nothing


@pytest.mark.slow
def test_truncations(pool: ReaderPool) -> None:
    """Cut off at every kilobyte: damaged, or read as far as it goes."""
    assert {outcome(pool, data) for data in truncations()} <= {None, "damaged", "no_pages", "unsupported_type"}


@pytest.mark.slow
def test_byte_flips(pool: ReaderPool) -> None:
    """Two thousand of them."""
    before = _resident()
    found = {outcome(pool, data) for data in byte_flips(2000)}
    assert found <= {None, "damaged", "no_pages", "unsupported_type", "encrypted", "out_of_memory", "crashed"}
    assert outcome(pool, sound()) is None
    assert _resident() - before < 50 * 1024 * 1024


def _resident() -> int:
    with open(f"/proc/{os.getpid()}/statm", encoding="ascii") as file:  # noqa: PTH123 - no file, but the kernel
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
