"""Who may have issued a certificate (nơi cấp): found by name, in a file that may hold anything."""

from __future__ import annotations

from collections.abc import Iterable

from asn1crypto import x509
from pyhanko_certvalidator.path import ValidationPath
from pyhanko_certvalidator.util import CancelableAsyncIterator

from signatures.evidence import Issuers, by_subject, signed_by

MOST_TWINS = 3
"""Issuers of one name that are tried; more than three keys of one authority meet in no honest chain."""
MOST_HIGH = 8
"""Authorities above one another."""


def above(certificate: x509.Certificate, known: Issuers, own: Issuers) -> list[x509.Certificate]:
    """Whoever may have issued it, and whoever may have issued them, as far up as names lead.

    Where many bear the name, those count whose key did sign: else a file could hold a maze of certificates in which
    a chain is sought for hours.
    """
    found: dict[bytes, x509.Certificate] = {}
    waiting = [(certificate, 0)]
    while waiting:
        below, height = waiting.pop()
        name = below.issuer.hashable
        issuers = {item.sha256: item for item in (*known.get(name, ()), *own.get(name, ()))}.values()
        signers = [item for item in issuers if signed_by(below, item)] if len(issuers) > MOST_TWINS else issuers
        room = MOST_TWINS - sum(1 for item in found.values() if item.subject.hashable == name)
        fresh = [item for item in signers if item.sha256 not in found][: max(room, 0)]
        found |= {item.sha256: item for item in fresh}
        waiting += [(item, height + 1) for item in fresh if height < MOST_HIGH]
    return list(found.values())


class KnownPath(CancelableAsyncIterator[ValidationPath]):
    """A chain that was found before, in place of a search."""

    def __init__(self, path: ValidationPath) -> None:
        self._left = [path]

    async def __anext__(self) -> ValidationPath:
        if not self._left:
            raise StopAsyncIteration
        return self._left.pop()

    async def cancel(self) -> None:
        """Nothing is under way."""
        self._left.clear()


def few_of_a_name(certificates: Iterable[x509.Certificate]) -> list[x509.Certificate]:
    """Of authorities of one name in a file, the first few."""
    return [
        item for found in by_subject(certificates).values() for item in (found[:MOST_TWINS] if found[0].ca else found)
    ]
