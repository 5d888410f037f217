"""A file and the signatures over it that are files of their own (tệp cùng các chữ ký rời của nó): one report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TypeVar

from signatures.dossier import DossierFile
from signatures.report import FileIntegrity, FileVerdict, SignatureReport, SignatureResult

WORST_INTEGRITY: tuple[FileIntegrity, ...] = ("broken", "changed", "unreadable", "intact", "unsigned")
WORST_VERDICT: tuple[FileVerdict, ...] = ("failed", "unreadable", "indeterminate", "passed", "unsigned")
Word = TypeVar("Word", bound=str)
LATEST = datetime.max.replace(tzinfo=UTC)


def join_detached(files: Sequence[DossierFile]) -> tuple[DossierFile, ...]:
    """The files, each with the signatures over it; a signature whose files are all among them is none of them itself.

    Detached signatures come after those in the file, in the order in which they were made.
    """
    held = {item.sha256 for item in files}
    out = []
    for item in files:
        signed = signed_by(item.report)
        if not signed or not signed <= held:
            out.append(_with(item, [each.report for each in files if item.sha256 in signed_by(each.report)]))
    return tuple(out)


def signed_by(report: SignatureReport) -> set[str]:
    """SHA-256 of the files that a signature of its own was judged with."""
    return {content.sha256 for content in report.contents if content.sha256 is not None}


def _with(file: DossierFile, reports: list[SignatureReport]) -> DossierFile:
    if not reports:
        return file
    report = file.report
    joined = replace(
        report,
        integrity=_worst(WORST_INTEGRITY, (report.integrity, *(item.integrity for item in reports))),
        verdict=_worst(WORST_VERDICT, (report.verdict, *(item.verdict for item in reports))),
        signatures=(*report.signatures, *sorted((s for item in reports for s in item.signatures), key=_made_at)),
        warnings=(*report.warnings, *(notice for item in reports for notice in item.warnings)),
        trust_store=report.trust_store or reports[0].trust_store,
        policy=report.policy or reports[0].policy,
    )
    return replace(file, report=joined)


def _worst(order: tuple[Word, ...], found: Iterable[Word]) -> Word:
    return min(found, key=order.index)


def _made_at(item: SignatureResult) -> datetime:
    proven = item.timestamp.time if item.timestamp is not None and item.timestamp.status == "valid" else None
    return proven or item.signed_at or LATEST
