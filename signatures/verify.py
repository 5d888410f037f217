"""The face of this floor: bytes in, one report out.

report = verify(data, trust=load_trust_store(folder), now=now)
report.integrity, report.verdict, [signature.explanation for signature in report.signatures]
"""

from __future__ import annotations

import logging
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfStrictReadError

from signatures.document import OpenedPdf, UnreadablePdfError, open_pdf, reopen_leniently
from signatures.judge import Judge
from signatures.policy import DEFAULT, Policy
from signatures.raw import signatures_in_bytes
from signatures.report import FileIntegrity, FileVerdict, Notice, SignatureReport, SignatureResult
from signatures.sentences import LOCKED, UNREADABLE
from signatures.trust import TrustStore
from signatures.warnings import file_warnings

for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def verify(
    data: bytes,
    *,
    trust: TrustStore,
    now: datetime,
    at: datetime | None = None,
    policy: Policy = DEFAULT,
    password: str | None = None,
) -> SignatureReport:
    """Judge every signature of a PDF. Never raises for a bad file: that is `unreadable`.

    `now` is the moment of validation; `at` asks how it stood at another. Both must carry a time zone (`ValueError`).
    """
    if now.tzinfo is None or (at is not None and at.tzinfo is None):
        raise ValueError("a moment needs its time zone")
    try:
        pdf = open_pdf(data, password)
    except UnreadablePdfError as error:
        return _unreadable(data, error, trust, policy)
    try:
        return _report(pdf, trust, now, at, policy)
    except PdfStrictReadError as error:
        return _again(data, password, str(error), trust, now, at, policy)


def _again(
    data: bytes,
    password: str | None,
    reason: str,
    trust: TrustStore,
    now: datetime,
    at: datetime | None,
    policy: Policy,
) -> SignatureReport:
    """What the strict reader refuses only while reading is read once more, leniently."""
    try:
        return _report(reopen_leniently(data, password, reason), trust, now, at, policy)
    except UnreadablePdfError as error:
        return _unreadable(data, error, trust, policy)


def _report(pdf: OpenedPdf, trust: TrustStore, now: datetime, at: datetime | None, policy: Policy) -> SignatureReport:
    judged = Judge(pdf, trust, now, at, policy).judge()
    integrity = _file_integrity(judged.results, judged.excused, judged.tampered)
    verdict = _file_verdict(judged.results, integrity)
    warnings = file_warnings(pdf, judged.results, judged.found.strays, policy)
    return SignatureReport(integrity, verdict, judged.results, warnings, trust.version, policy.name)


def _file_integrity(results: tuple[SignatureResult, ...], excused: frozenset[int], tampered: bool) -> FileIntegrity:
    """The worst signature speaks for the file; `excused` are timestamps that later signatures stand in for."""
    signed = [item for item in results if item.status != "empty"]
    if not signed:
        return "unsigned"
    judged = [item for index, item in enumerate(results) if item.status != "empty" and index not in excused]
    if any(item.integrity == "broken" for item in judged):
        return "broken"
    if any(_changed(item) for item in judged) or tampered:
        return "changed"
    if any(item.integrity == "unknown" or item.later_changes == "unknown" for item in judged):
        return "unreadable"
    return "intact"


def _changed(item: SignatureResult) -> bool:
    bad = item.coverage == "partial" or item.later_changes == "not_permitted"
    return item.integrity == "intact" and bad


def _file_verdict(results: tuple[SignatureResult, ...], integrity: FileIntegrity) -> FileVerdict:
    if integrity == "unsigned":
        return "unsigned"
    signed = [item for item in results if item.status != "empty"]
    if integrity in {"broken", "changed"} or any(item.indication == "TOTAL_FAILED" for item in signed):
        return "failed"
    return "passed" if all(item.indication == "TOTAL_PASSED" for item in signed) else "indeterminate"


def _unreadable(data: bytes, error: UnreadablePdfError, trust: TrustStore, policy: Policy) -> SignatureReport:
    locked = error.reason in LOCKED
    message, message_en = LOCKED.get(error.reason, UNREADABLE)
    notice = Notice(error.reason, message, message_en if locked else f"{message_en}: {error}")
    found = signatures_in_bytes(data, explained=LOCKED.get(error.reason))
    return SignatureReport("unreadable", "unreadable", found, (notice,), trust.version, policy.name)
