"""Bytes changed anywhere: what a signature covers breaks it, what it does not cover changes nothing a reader sees.

Deterministic: the same seeds give the same edits.
"""

from __future__ import annotations

import functools
import random
from collections.abc import Callable

import numpy as np
import pypdfium2 as pdfium
import pytest

from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.attacks import gap
from tests.signatures.benign import (
    FILES,
    PKI,
    add_validation_data,
    countersign_visibly,
    fill_in,
    save_again,
    sign_in_three_rounds,
)
from tests.signatures.pki import NOW, SIGNED_AT, sign_pdf

STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
BOX = (300, 100, 450, 150)


def _signed(name: str) -> bytes:
    return sign_pdf(FILES[name], PKI.agency(), box=BOX)


COVERED: dict[str, Callable[[], bytes]] = {
    "plain": lambda: _signed("plain"),
    "packed": lambda: _signed("rich_packed"),
    "linearized": lambda: _signed("rich_linearized"),
    "hybrid": lambda: _signed("hybrid"),
    "three_rounds": lambda: sign_in_three_rounds(_signed("plain")),
}
"""Files whose last byte is signed."""
OPEN: dict[str, Callable[[], bytes]] = {
    "validation_data": lambda: add_validation_data(_signed("plain")),
    "validation_data_packed": lambda: add_validation_data(_signed("rich_packed")),
    "saved_again": lambda: save_again(_signed("rich")),
    "filled_in": lambda: fill_in(_signed("rich")),
    "countersigned_and_saved": lambda: save_again(countersign_visibly(_signed("direct_form"))),
}
"""Files with a revision behind the last signature."""


@functools.cache
def _victim(name: str) -> bytes:
    data = {**COVERED, **OPEN}[name]()
    assert verify(data, trust=STORE, now=NOW).integrity == "intact"
    return data


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", COVERED)
def test_edits_of_signed_bytes_are_seen(name: str, seed: int) -> None:
    """Wherever the edit falls: hexadecimal case in the Contents apart, no file is called intact."""
    _assert_covered(name, random.Random(f"{name} {seed}"), 40)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_edits_of_unsigned_attributes_prove_nothing(seed: int) -> None:
    """What nobody signs inside a CMS (its timestamp, its certificates) may be spoiled, but not bent to prove more."""
    data = sign_pdf(FILES["plain"], PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT))
    begin, end = gap(data)
    (before,) = verify(data, trust=STORE, now=NOW).signatures
    chance = random.Random(seed)
    for _ in range(60):
        forged = edit(data, chance, begin + 1, end - 1)
        report = verify(forged, trust=STORE, now=NOW) if forged is not None else None
        if report is not None and report.integrity == "intact":
            (after,) = report.signatures
            assert after.signer == before.signer
            assert after.timestamp is not None
            assert after.timestamp.status != "valid" or after.timestamp == before.timestamp


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("name", OPEN)
def test_edits_behind_the_signatures_change_nothing_seen(name: str, seed: int) -> None:
    """An edit of unsigned bytes that is let pass leaves every page and every value as it was."""
    _assert_unseen(name, random.Random(f"{name} {seed}"), 40)


def test_a_few_edits_of_each_kind_of_file() -> None:
    """The same, as often as every run can bear."""
    _assert_covered("packed", random.Random(1), 8)
    _assert_unseen("validation_data", random.Random(2), 8)
    _assert_unseen("filled_in", random.Random(3), 8)


def _assert_covered(name: str, chance: random.Random, times: int) -> None:
    data = _victim(name)
    for _ in range(times):
        forged = edit(data, chance, 1, len(data))
        if forged is not None:
            report = verify(forged, trust=STORE, now=NOW)
            assert report.integrity != "intact"
            assert report.verdict != "passed"


def _assert_unseen(name: str, chance: random.Random, times: int) -> None:
    data = _victim(name)
    begin, filled = _signed_end(data), name == "filled_in"
    seen = _seen(data, fields=not filled)
    for _ in range(times):
        forged = edit(data, chance, begin, len(data))
        if forged is not None and verify(forged, trust=STORE, now=NOW).integrity == "intact":
            assert _seen(forged, fields=not filled) == seen


def edit(data: bytes, chance: random.Random, begin: int, end: int) -> bytes | None:
    """One edit between two offsets; None for one that means the same."""
    at = chance.randrange(begin, end)
    kind = chance.randrange(6)
    if kind == 0:
        new = data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    elif kind == 1:
        new = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
    elif kind == 2:
        new = data[:at] + data[at + 1 + chance.randrange(20) :]
    elif kind == 3:
        new = data[:at] + bytes([chance.randrange(256)]) + data[at:]
    elif kind == 4:
        new = data[:at] + data[at : at + 40] + data[at:]
    else:
        digit = b"0123456789"[chance.randrange(10)]
        new = data[:at] + bytes([digit]) + data[at + 1 :]
    return None if new == data or _same_contents(data, new, at) else new


def _same_contents(data: bytes, new: bytes, at: int) -> bool:
    first, last = gap(data)
    return len(new) == len(data) and first <= at < last and new[first:last].lower() == data[first:last].lower()


def _signed_end(data: bytes) -> int:
    return max(item.byte_range[2] + item.byte_range[3] for item in verify(data, trust=STORE, now=NOW).signatures)


def _seen(data: bytes, *, fields: bool) -> list[bytes]:
    """Every page as it is drawn; without `fields` for a form that may be filled in anyhow."""
    with pdfium.PdfDocument(data) as document:
        if fields and document.get_formtype():
            document.init_forms()
        how = {"scale": 1, "grayscale": True, "may_draw_forms": fields, "draw_annots": fields}
        return [np.ascontiguousarray(page.render(**how).to_numpy()).tobytes() for page in document]
