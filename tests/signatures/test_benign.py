"""What honest programs do after a signature is never called a change: a refusal of good paper costs trust, too.

Each kind of file meets each kind of change; every change runs once every time, with another kind of file each.
"""

from __future__ import annotations

import functools

import pytest
from _pytest.mark.structures import ParameterSet
from pyhanko.sign.fields import FieldMDPSpec

from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.benign import CHANGES, FILES, FILLINGS, PKI, Filling, Later, fill
from tests.signatures.pki import NOW, sign_pdf

STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
AGENCY = PKI.agency()
BOX = (300, 100, 450, 150)


def _verify(data: bytes) -> SignatureReport:
    return verify(data, trust=STORE, now=NOW)


@functools.cache
def _signed(name: str, visible: bool) -> bytes:
    signed = sign_pdf(FILES[name], AGENCY, box=BOX if visible else None)
    assert _verify(signed).integrity == "intact"
    return signed


def _cases() -> list[ParameterSet]:
    out: list[ParameterSet] = []
    for row, change in enumerate(CHANGES):
        for column, name in enumerate(FILES):
            for visible in (False, True):
                often = column == row % len(FILES) and visible == bool(row % 2)
                marks = () if often else pytest.mark.slow
                label = f"{change.__name__}-{name}-{'visible' if visible else 'hidden'}"
                out.append(pytest.param(change, name, visible, id=label, marks=marks))
    return out


@pytest.mark.parametrize(("change", "name", "visible"), _cases())
def test_an_honest_change_is_permitted(change: Later, name: str, visible: bool) -> None:
    """The first signature still holds, and so does every later one."""
    report = _verify(change(_signed(name, visible)))
    assert [item.message_en for result in report.signatures for item in result.changes if not item.permitted] == []
    assert report.integrity == "intact"


@pytest.mark.parametrize("filling", [pytest.param(item, id=item.name) for item in FILLINGS])
def test_a_form_may_be_filled_in(filling: Filling) -> None:
    """Within the permissions of the signature, whatever program fills it in, and it is told."""
    lock = FieldMDPSpec(filling.lock[0], fields=list(filling.lock[1])) if filling.lock is not None else None
    signed = sign_pdf(filling.victim, AGENCY, box=BOX, certify=filling.certify, lock=lock)
    assert _verify(signed).integrity == "intact"
    report = _verify(fill(signed, filling))
    (result,) = report.signatures
    assert (report.integrity, result.later_changes) == ("intact", "permitted")
    assert "field_filled" in {change.kind for change in result.changes}
