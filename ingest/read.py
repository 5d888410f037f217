"""One file to one Reading (đọc một tệp): the seam between bytes and everything above."""

from __future__ import annotations

import hashlib
from datetime import datetime

from corpus.reading import Reading, Source
from extract.bundle import read_dispatches
from extract.text import Text, text_of_pages, text_of_string
from ingest import media
from ingest.options import ReadOptions
from ingest.pages import read_pages
from ingest.plaintext import read_string
from ingest.problems import EmptyFile, OutOfMemory, Refusal, TooLarge, UnsupportedType
from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify

DEFAULT = ReadOptions()


def read_file(
    data: bytes,
    name: str,
    *,
    path: str | None = None,
    trust: TrustStore,
    now: datetime,
    at: datetime | None = None,
    options: ReadOptions = DEFAULT,
) -> Reading:
    """Everything the file yields; never raises for a bad file, but sets `Reading.problem`.

    The same arguments give the same reading: no clock, network or database is asked.
    """
    kind = media.media_type(data, name) if data else media.UNKNOWN
    source = Source(name, path or name, hashlib.sha256(data).hexdigest(), len(data), kind)
    try:
        return _read(data, source, trust, now, at, options)
    except Refusal as refusal:
        return Reading(source, refusal.problem)
    except MemoryError:
        return Reading(source, OutOfMemory().problem)


def _read(
    data: bytes, source: Source, trust: TrustStore, now: datetime, at: datetime | None, options: ReadOptions
) -> Reading:
    if not data:
        raise EmptyFile
    if len(data) > options.limits.bytes:
        raise TooLarge(f"{len(data)} bytes, {options.limits.bytes} allowed")
    if source.media_type == media.PDF:
        report = verify(data, trust=trust, now=now, at=at) if options.signatures else None
        return _read_pdf(data, source, report, options)
    if source.media_type in {media.TEXT, media.MARKDOWN}:
        text = text_of_string(read_string(data))
        return Reading(source, text=text, dispatches=read_dispatches(text) if options.text else (), signatures=UNSIGNED)
    raise UnsupportedType


UNSIGNED = SignatureReport("unsigned", "unsigned")


def _read_pdf(data: bytes, source: Source, report: SignatureReport | None, options: ReadOptions) -> Reading:
    if not options.text:
        return Reading(source, text=Text("", ()), signatures=report)
    pages = read_pages(data, options)
    text = text_of_pages(pages)
    counted = Source(source.name, source.path, source.sha256, source.bytes, source.media_type, len(pages))
    return Reading(counted, text=text, dispatches=read_dispatches(text), signatures=report)
