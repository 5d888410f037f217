"""Files inside files (tệp nén, tệp đính kèm): zip archives, attachments of PDFs, edXML, CMS; bounded in every way.

One level at a time: a member that is a container itself is opened when its own turn comes. Its path tells how it was
reached, `lo.zip!thang-3/cong-van.pdf`, and so how deep it lies.
"""

from __future__ import annotations

import contextlib
import io
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from ingest import media, sealed
from ingest.attachments import find_attachments
from ingest.edxml import read_envelope
from ingest.options import Limits, ReadOptions
from ingest.problems import (
    ArchiveBomb,
    ArchiveDamaged,
    ArchiveUnsafePath,
    EmptyFolder,
    Encrypted,
    OutOfMemory,
    WrongPassword,
)
from ingest.protocol import SEPARATOR
from ingest.syllables import is_vietnamese_spelling, share_of_syllables, words_of
from signatures.detached import encapsulated

CMS_ENDINGS = frozenset({".p7m", ".p7s", ".p7", ".cms", ".sig"})
_CHUNK = 256 * 1024
_SMALL = 10 * 1024 * 1024
"""Unpacked bytes below which the ratio of packing is of no interest."""
_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True, slots=True)
class Member:
    """A file found inside another: its name, the path that led to it, and its bytes."""

    name: str
    path: str
    data: bytes


def find_members(data: bytes, name: str, path: str, options: ReadOptions) -> tuple[Member, ...]:
    """The files directly inside this one, in its order; none for a file that holds none.

    Raises ArchiveBomb, ArchiveDamaged, ArchiveUnsafePath, Encrypted or WrongPassword, EmptyFolder for an empty zip,
    and the refusals of `open_pdf`.
    """
    kind = media.media_type(data, name)
    if kind not in (media.ZIP, media.PDF, media.EDXML, media.CMS):
        return ()
    found = _contents(data, name, kind, options)
    members = tuple(Member(PurePosixPath(inner).name, f"{path}{SEPARATOR}{inner}", bytes_) for inner, bytes_ in found)
    if members and path.count(SEPARATOR) >= options.limits.depth:
        raise ArchiveBomb(f"more than {options.limits.depth} files within each other")
    if kind == media.ZIP and not members:
        raise EmptyFolder("the archive is empty")
    return members


def _contents(data: bytes, name: str, kind: str, options: ReadOptions) -> Iterable[tuple[str, bytes]]:
    if kind == media.ZIP:
        return unzip(data, options)
    if kind == media.PDF:
        return find_attachments(data, options)
    if kind == media.CMS:
        return _encapsulated(data, name, options.limits)
    return _unwrapped(read_envelope(data).attachments, options)


def _encapsulated(data: bytes, name: str, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """The file inside a CMS (`a.pdf.p7m`, `a.p7m`): named as the CMS is, without the ending that says so."""
    content = encapsulated(data)
    if content is None:
        return
    if len(content) > limits.member_bytes:
        raise ArchiveBomb(f"{len(content)} bytes inside, {limits.member_bytes} allowed")
    stem = name[: -len(PurePosixPath(name).suffix)] if PurePosixPath(name).suffix.lower() in CMS_ENDINGS else name
    ending = "" if PurePosixPath(stem).suffix else media.ENDINGS.get(media.media_type(content, stem), "")
    yield safe_name(f"{stem}{ending}" if f"{stem}{ending}" != name else f"{name}.content"), content


def _unwrapped(attachments: Iterable[tuple[str, bytes]], options: ReadOptions) -> Iterator[tuple[str, bytes]]:
    """edXML packs every attachment into a zip of its own; such a wrapping is taken off."""
    for name, data in attachments:
        inner = list(unzip(data, options)) if media.media_type(data, name) == media.ZIP else []
        yield from inner if len(inner) == 1 else [(safe_name(name), data)]


def unzip(data: bytes, options: ReadOptions) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of every file of a zip; folders and what systems leave behind stay out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.filename.endswith("/")]
            _check(entries, options.limits)
            left = options.limits.member_bytes
            for entry in entries:
                name = safe_name(_name(entry))
                if _is_leftover(name):
                    continue
                bytes_ = _unpack(archive, entry, data, left, options)
                left -= len(bytes_)
                yield name, bytes_
    except (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise ArchiveDamaged(str(error)) from error
    except MemoryError as error:
        raise OutOfMemory from error


def _check(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.members:
        raise ArchiveBomb(f"{len(entries)} files, {limits.members} allowed")
    total = sum(entry.file_size for entry in entries)
    if total > limits.member_bytes:
        raise ArchiveBomb(f"{total} bytes unpacked, {limits.member_bytes} allowed")
    for entry in entries:
        if entry.file_size > _SMALL and entry.file_size > limits.ratio * max(entry.compress_size, 1):
            raise ArchiveBomb(f"{entry.file_size} bytes out of {entry.compress_size}")


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes, left: int, options: ReadOptions) -> bytes:
    """The bytes of a member; sizes told by the archive are not believed."""
    password = options.password.encode() if options.password else None
    if entry.flag_bits & _ENCRYPTED and password is None:
        raise Encrypted
    parts, size = [], 0
    for part in _parts(archive, entry, data, password):
        size += len(part)
        if size > left or (size > _SMALL and size > options.limits.ratio * max(entry.compress_size, 1)):
            raise ArchiveBomb(f"more than {size} bytes out of {entry.compress_size}")
        parts.append(part)
    return b"".join(parts)


def _parts(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, data: bytes, password: bytes | None) -> Iterator[bytes]:
    if entry.compress_type == sealed.METHOD and password is not None:
        yield from sealed.unseal(data, entry, password)
        return
    try:
        with archive.open(entry, pwd=password) as stream:
            while part := stream.read(_CHUNK):
                yield part
    except RuntimeError as error:
        raise WrongPassword if entry.flag_bits & _ENCRYPTED else ArchiveDamaged(str(error)) from error


def _name(entry: zipfile.ZipInfo) -> str:
    """The name as written: UTF-8 is often stored without saying so, and so was Windows' Vietnamese code page."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        return entry.filename.encode("cp437").decode("utf-8")
    with contextlib.suppress(UnicodeEncodeError, UnicodeDecodeError):
        name = unicodedata.normalize("NFC", entry.filename.encode("cp437").decode("cp1258"))
        words = words_of([PurePosixPath(name).stem])
        if is_vietnamese_spelling(name) and share_of_syllables(words) == 1:
            return name
    return entry.filename


def safe_name(name: str) -> str:
    """The name with forward slashes; ArchiveUnsafePath where it leads out of its container."""
    slashed = name.replace("\\", "/")
    parts = slashed.split("/")
    if slashed.startswith("/") or ".." in parts or (len(slashed) > 1 and slashed[1] == ":") or "\x00" in slashed:
        raise ArchiveUnsafePath(name[:200])
    return "/".join(part for part in parts if part not in {"", "."}) or "unnamed"


def _is_leftover(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or parts[-1].lower() in _LEFTOVERS
