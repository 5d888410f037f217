"""One file to one Reading (đọc một tệp): the seam between bytes and everything above."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from corpus.reading import Reading, Source
from extract.bundle import read_dispatches
from extract.dispatch import Dispatch
from extract.text import Text, text_of_pages, text_of_string
from ingest import media, midway
from ingest.archives import find_members
from ingest.content import read_pdf
from ingest.docx import read_docx
from ingest.edxml import read_envelope
from ingest.evidence import offer_evidence
from ingest.notes import notes_of
from ingest.options import ReadOptions
from ingest.pdf import opens_plainly
from ingest.photos import read_photos
from ingest.plaintext import read_string
from ingest.problems import (
    EmptyFile,
    OfficeFile,
    OtherArchive,
    OutOfMemory,
    Refusal,
    SignatureUnreadable,
    SignedFileMissing,
    TooLarge,
    UnsupportedType,
)
from ingest.unjudged import signatures_told
from signatures.any_file import verify_any
from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify

DEFAULT = ReadOptions()
UNSIGNED = SignatureReport("unsigned", "unsigned")


def read_file(
    data: bytes,
    name: str,
    *,
    path: str | None = None,
    trust: TrustStore,
    now: datetime,
    at: datetime | None = None,
    options: ReadOptions = DEFAULT,
    contents: Sequence[bytes | None] = (),
) -> Reading:
    """Everything the file yields; never raises for a bad file, but sets `Reading.problem`.

    `contents` are the files that a detached signature signs, in the order of `signatures.contents` of a reading made
    without them, which is refused as `signed_file_missing` (see `ingest.pairing`).
    The same arguments give the same reading: no clock, network or database is asked.
    """
    kind = media.media_type(data, name) if data else media.UNKNOWN
    source = Source(name, path or name, hashlib.sha256(data).hexdigest(), len(data), kind)
    try:
        _check(data, options)
        if kind == media.PDF and options.password is not None and opens_plainly(data):
            options = replace(options, password=None)  # it is for others of the same run
        report = _verify(data, kind, trust, now, at, options, contents)
    except Refusal as refusal:
        return Reading(source, refusal.problem)
    except MemoryError:
        told = signatures_told(data)
        return Reading(source, OutOfMemory().problem, signatures=midway.unjudged(OutOfMemory.type, told))
    if report is not None:
        midway.tell(report)
    return _after(report, data, source, options)


def _check(data: bytes, options: ReadOptions) -> None:
    if not data:
        raise EmptyFile
    if len(data) > options.limits.bytes:
        raise TooLarge(f"{len(data)} bytes, {options.limits.bytes} allowed")


def _after(report: SignatureReport | None, data: bytes, source: Source, options: ReadOptions) -> Reading:
    """The rest of the reading; whatever becomes of it, the verdict on a PDF's signatures stands, as do those found in
    an office file that cannot be read."""
    signed_office = source.media_type == media.OFFICE and report is not None and report.signatures
    kept = report if source.media_type == media.PDF or signed_office else None
    try:
        return _read(report, data, source, options)
    except Refusal as refusal:
        return Reading(source, refusal.problem, signatures=kept)
    except MemoryError:
        return Reading(source, OutOfMemory().problem, signatures=report)


def _read(report: SignatureReport | None, data: bytes, source: Source, options: ReadOptions) -> Reading:
    if source.media_type == media.PDF:
        return _read_pdf(data, source, report, options)
    judged = report or UNSIGNED
    if source.media_type in media.SIGNATURES:
        return _read_signature(data, source, judged, options)
    if source.media_type in (media.ZIP, media.EDXML):
        return _read_container(data, source, judged, options)
    return _read_text(_text_of(data, source.media_type, options), source, judged, options)


def _verify(
    data: bytes,
    kind: str,
    trust: TrustStore,
    now: datetime,
    at: datetime | None,
    options: ReadOptions,
    contents: Sequence[bytes | None],
) -> SignatureReport | None:
    """Of a PDF, of a signature that is a file of its own, of an office file, of an envelope; the rest cannot be signed.

    None where nobody asks.
    """
    policy = options.signature_policy
    signable = kind in (*media.SIGNATURES, media.PDF, media.DOCX, media.OFFICE, media.ZIP)
    if not signable and not (kind == media.EDXML and media.has_xml_signature(data)):
        return UNSIGNED
    if not options.signatures:
        return None
    if kind == media.PDF:
        return verify(data, trust=trust, now=now, at=at, policy=policy, password=options.password)
    return verify_any(data, contents=contents, trust=trust, now=now, at=at, policy=policy)


def _read_signature(data: bytes, source: Source, report: SignatureReport, options: ReadOptions) -> Reading:
    """A signature that is a file of its own; one that cannot be judged at all is no document."""
    if report.lacks_content:
        return Reading(source, SignedFileMissing(_sought(report)).problem, signatures=report)
    if report.signatures:
        members = find_members(data, source.name, source.path, options)
        paths = tuple(member.path for member in members)
        return Reading(source, text=text_of_string(""), signatures=report, members=paths)
    refusal = UnsupportedType() if report.verdict != "unreadable" else SignatureUnreadable()
    return Reading(source, refusal.problem, signatures=report)


def _sought(report: SignatureReport) -> str | None:
    """What is known of the files that are lacking: `hop-dong.pdf sha256 9f86d0…`."""
    lacking = (content for content in report.contents if content.sha256 is None)
    known = (" ".join([content.name or "", *(f"{n} {d}" for n, d in content.digests.items())]) for content in lacking)
    return "; ".join(text.strip() for text in known)[:500] or None


def _text_of(data: bytes, kind: str, options: ReadOptions) -> Text:
    if kind in media.IMAGES:
        return text_of_pages(read_photos(data, options))
    if kind in {media.TEXT, media.MARKDOWN}:
        content = read_string(data)
    elif kind == media.DOCX:
        content = read_docx(data, options.limits)
    else:
        raise _refused(kind)
    return text_of_string(content if options.text else "")


def _refused(kind: str) -> Refusal:
    """With what to do, where there is something."""
    if kind == media.OTHER_ARCHIVE:
        return OtherArchive()
    return OfficeFile() if kind in media.TO_CONVERT else UnsupportedType()


def _read_text(text: Text, source: Source, report: SignatureReport, options: ReadOptions) -> Reading:
    """A file that PAdES signatures cannot be in."""
    counted = replace(source, page_count=len(text.pages) or None)
    return Reading(
        counted,
        text=text,
        dispatches=_dispatches(text, source, report, options),
        signatures=report,
        notes=notes_of(text),
    )


def _read_container(data: bytes, source: Source, report: SignatureReport, options: ReadOptions) -> Reading:
    """A zip or an edXML envelope: its members are files of their own."""
    members = find_members(data, source.name, source.path, options)
    header = read_envelope(data).header if source.media_type == media.EDXML else {}
    return Reading(source, signatures=report, members=tuple(member.path for member in members), metadata=header)


def _read_pdf(data: bytes, source: Source, report: SignatureReport | None, options: ReadOptions) -> Reading:
    content = read_pdf(data, options)
    text = text_of_pages(content.pages)
    members = find_members(data, source.name, source.path, options) if content.carries_files else ()
    return Reading(
        replace(source, page_count=content.page_count),
        text=text,
        dispatches=_dispatches(text, source, report, options),
        signatures=report,
        tables=content.tables,
        forms=content.forms,
        members=tuple(member.path for member in members),
        notes=(*content.notes, *notes_of(text)),
    )


def _dispatches(
    text: Text, source: Source, report: SignatureReport | None, options: ReadOptions
) -> tuple[Dispatch, ...]:
    return offer_evidence(read_dispatches(text), source.name, report) if options.text else ()
