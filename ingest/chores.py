"""What comes round (việc định kỳ): the store checked, signatures judged again, dead uploads closed, retention."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from corpus.check import Fault
from corpus.corpus import Corpus
from corpus.originals import LocalOriginals
from corpus.refusals import OriginalMissing
from corpus.rejudging import SignedDocument
from corpus.retention import Retention
from ingest.options import ReadOptions
from ingest.pool import ReaderPool
from ingest.timetable import Chore, Outcome, Progress

STORE, SIGNATURES, UPLOADS, RETENTION = "storage_check", "judge_again", "close_uploads", "retention"
_AT_ONCE = 50
_BY = "vanthu"
_HOURLY = timedelta(hours=1)
_DAILY = timedelta(days=1)
_ABANDONED = _DAILY


def store_check(corpus: Corpus, every: timedelta | None) -> Chore:
    """Every original read again; each fault is told by one event, however often it is found."""

    def run(progress: Progress) -> Outcome:
        report = corpus.check()
        known = set(progress.before.get("faults", ()))
        corpus.tell_faults([fault for fault in report.faults if _name(fault) not in known])
        found = sorted({_name(fault) for fault in report.faults})
        return {"originals": report.originals, "bytes": report.bytes, "documents": report.documents, "faults": found}

    return Chore(STORE, run, every)


def judging_again(corpus: Corpus, pool: ReaderPool, options: ReadOptions) -> Chore:
    """Signatures judged again when a certificate or a revocation list came into the trust folder, or left it."""
    only_signatures = replace(options, text=False, tables=False, ocr=False)

    def run(progress: Progress) -> Outcome:
        judged = changed = 0
        while documents := corpus.signed_documents(progress.job.cursor, _AT_ONCE):
            for document in documents:
                judged += 1
                changed += _judge(corpus, pool, only_signatures, document)
            progress.reach(documents[-1].id)
        return {"judged": judged, "changed": changed}

    return Chore(SIGNATURES, run, mark=pool.trust_version)


def close_uploads(corpus: Corpus) -> Chore:
    """Batches of uploads that a killed service left open for a day are closed: nobody will fill them any more."""

    def run(_: Progress) -> Outcome:
        return {"closed": corpus.close_abandoned("upload", corpus.clock() - _ABANDONED)}

    return Chore(UPLOADS, run, _HOURLY)


def retention_run(corpus: Corpus, schedule: Callable[[], Retention]) -> Chore:
    """What is in the trash and past its retention goes for good, by the schedule as it is on that day."""

    def run(_: Progress) -> Outcome:
        report = corpus.purge(schedule(), _BY)
        return {"documents": len(report.documents), "originals": report.originals, "bytes": report.bytes}

    return Chore(RETENTION, run, _DAILY)


def _judge(corpus: Corpus, pool: ReaderPool, options: ReadOptions, document: SignedDocument) -> bool:
    """Whether the verdict is another. A file that cannot be judged now (locked, or lost) keeps the old one."""
    try:
        original = _original(corpus, document.sha256)
        contents = tuple(_original(corpus, sha256) if sha256 else None for sha256 in document.contents)
    except OriginalMissing:
        return False
    reading = pool.read(original, document.name, document.path, options, now=corpus.clock(), contents=contents)
    if reading.problem is not None or reading.signatures is None or reading.source.sha256 != document.sha256:
        return False
    return corpus.rejudge(document.id, reading.signatures, _BY)


def _original(corpus: Corpus, sha256: str) -> bytes | Path:
    originals = corpus.originals
    if not isinstance(originals, LocalOriginals):
        return originals.get(sha256)
    if not originals.has(sha256):
        raise OriginalMissing(sha256)
    return originals.path(sha256)


def _name(fault: Fault) -> str:
    return f"{fault.kind} {fault.subject}"
