"""No manipulated file is called intact, whatever was done to it."""

from __future__ import annotations

import random

import pytest

from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.attacks import ATTACKS, Attack, gap
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, make_pki, sign_pdf

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
SIGNED = sign_pdf(make_pdf(), PKI.agency(), timestamper=PKI.timestamper(SIGNED_AT))


def test_the_victim_is_intact() -> None:
    """The file that the attacks start from is sound; without this they would prove nothing."""
    assert verify(SIGNED, trust=STORE, now=NOW).integrity == "intact"


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attacked_file_is_not_intact(attack: Attack) -> None:
    """Each known manipulation is seen, and the signature is still listed."""
    forged = attack(SIGNED)
    assert forged != SIGNED
    report = verify(forged, trust=STORE, now=NOW)
    assert report.integrity != "intact"
    assert report.verdict != "passed"
    assert report.signatures


@pytest.mark.parametrize("seed", range(8))
def test_random_edits_are_never_called_intact(seed: int) -> None:
    """A byte changed, dropped, added or repeated anywhere: not intact, and never a crash."""
    chance = random.Random(seed)
    for _ in range(15):
        forged = _edit(SIGNED, chance)
        report = verify(forged, trust=STORE, now=NOW)
        assert report.integrity != "intact", forged[:0]


def _edit(data: bytes, chance: random.Random) -> bytes:
    """One edit outside the padding's equivalents: hexadecimal case is no change of the Contents."""
    begin, end = gap(data)
    while True:
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            new = data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]
        elif kind == 1:
            new = data[:at] + data[at + 1 :]
        elif kind == 2:
            new = data[:at] + bytes([chance.randrange(256)]) + data[at:]
        else:
            new = data[:at] + data[at : at + 40] + data[at:]
        same_digits = new[begin:end].lower() == data[begin:end].lower()
        if new != data and not (len(new) == len(data) and same_digits and begin <= at < end) and at > 0:
            return new
