"""Health (tình trạng): whether each thing the service needs is there, with one sentence on each."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from importlib.metadata import version

from sqlalchemy.exc import SQLAlchemyError

from api.schemas import Check, Health
from api.service import Service
from corpus.refusals import CorpusRefusal
from ingest.ocr import find_tessdata
from signatures.trust import load_trust_store

LEAST_ROOM = 200_000_000
"""Bytes that must be free where originals are kept; below, uploads may fail at any moment."""
NO_SUCH_FILE = "0" * 64


def check_health(service: Service) -> Health:
    """Every check, none of them longer than a moment; the worst one is the verdict."""
    checks = [
        _safely("database", lambda: check_database(service)),
        _safely("originals", lambda: check_originals(service)),
        _safely("index", lambda: check_index(service)),
        _safely("engine", lambda: check_engine(service)),
        _safely("jobs", lambda: check_jobs(service)),
        check_ocr(service),
        check_trust(service),
    ]
    worst = next((status for status in ("failed", "degraded") if any(c.status == status for c in checks)), "ok")
    return Health.model_validate({"status": worst, "version": version("vanthu"), "checks": checks})


def check_database(service: Service) -> Check:
    """Whether the register answers."""
    service.corpus.batches(limit=1)
    return Check(name="database", status="ok", detail="the register answers")


def check_originals(service: Service) -> Check:
    """Whether the store of originals answers, and the disk has room."""
    service.corpus.originals.has(NO_SUCH_FILE)
    free = shutil.disk_usage(service.settings.data).free
    enough = free >= LEAST_ROOM
    return Check(name="originals", status="ok" if enough else "failed", detail=f"{free // 1_000_000} MB free")


def check_index(service: Service) -> Check:
    """Whether words can be searched, and how far the index is behind."""
    behind = service.corpus.search("sức khỏe", limit=1).behind
    return Check(name="index", status="ok" if behind < 1000 else "degraded", detail=f"{behind} documents behind")


def check_engine(service: Service) -> Check:
    """Whether queued files are being worked on."""
    running = service.engine.running
    return Check(name="engine", status="ok" if running else "failed", detail="at work" if running else "stopped")


def check_jobs(service: Service) -> Check:
    """Whether what comes round went well, and the last check of the store found all in order."""
    jobs = service.corpus.jobs()
    failed = [job.name for job in jobs if job.failure or job.outcome.get("faults")]
    detail = f"look at {', '.join(failed)}" if failed else f"{len(jobs)} jobs went well"
    return Check(name="jobs", status="degraded" if failed else "ok", detail=detail)


def check_ocr(service: Service) -> Check:
    """Whether scanned pages can be recognised."""
    if not service.settings.ocr:
        return Check(name="ocr", status="degraded", detail="switched off by VANTHU_OCR")
    found = find_tessdata(str(service.settings.tessdata) if service.settings.tessdata else None)
    if found is None:
        return Check(name="ocr", status="degraded", detail="no vie.traineddata: scanned pages stay without text")
    return Check(name="ocr", status="ok", detail=f"Vietnamese data in {found}")


def check_trust(service: Service) -> Check:
    """Whether anybody is trusted; an empty store makes every signature undetermined."""
    store = load_trust_store(service.settings.trust)
    anchors = sum(certificate.is_anchor for certificate in store.certificates)
    status = "ok" if anchors and not store.problems else "degraded"
    return Check.model_validate(
        {"name": "trust", "status": status, "detail": f"{anchors} anchors, {len(store.problems)} unreadable files"}
    )


def _safely(name: str, check: Callable[[], Check]) -> Check:
    """A check that fails is told as such: that is what it is for."""
    try:
        return check()
    except (SQLAlchemyError, CorpusRefusal, OSError) as error:
        return Check.model_validate({"name": name, "status": "failed", "detail": type(error).__name__})
