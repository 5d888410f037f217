"""The process that reads files (tiến trình đọc): one request after another, under caps, until its parent goes."""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import pickle
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from corpus.reading import Reading
from extract.text import Text
from ingest import budget, limits, midway, unjudged
from ingest.archives import find_members
from ingest.options import ReadOptions
from ingest.problems import OutOfMemory, Refusal, TooLarge, Unreadable
from ingest.protocol import Answer, Inner, MoreTime, Part, Request
from ingest.refused import refused
from signatures.report import SignatureResult
from signatures.trust import TrustStore, load_trust_store

_ONE_THREAD = ("OMP_THREAD_LIMIT", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_SWOLLEN = 24 * 1024 * 1024
"""Bytes beyond what was left when things were last tidied."""


@dataclass(slots=True)
class _Prepared:
    trust: TrustStore
    read_file: Callable[..., Reading] | None = None


_prepared = _Prepared(TrustStore.empty())


def prepare(reader: str, trust: str | None) -> None:
    """Load once, before any child is forked, what every child needs; the children share its memory."""
    for name in _ONE_THREAD:  # processes run in parallel, each with a single thread
        os.environ[name] = "1"
    _prepared.read_file = resolve(reader)
    if trust is not None:
        _prepared.trust = load_trust_store(Path(trust))
    gc.collect()
    gc.freeze()


def resolve(target: str) -> Callable[..., Any]:
    """The function `module:function`."""
    module, _, name = target.partition(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), name)
    return found


def read(
    original: bytes | Path,
    name: str,
    path: str,
    now: datetime,
    at: datetime | None,
    options: ReadOptions,
    contents: tuple[bytes | Path | None, ...] = (),
) -> Reading:
    """`read_file` with the trust store of this process; a path is opened here, so its bytes never pass the parent."""
    try:
        data = _bytes(original, options)
        signed = [None if content is None else _bytes(content, options) for content in contents]
    except Refusal as refusal:
        return refused(original, name, path, refusal.problem)
    if _prepared.read_file is None:
        raise RuntimeError("prepare() was not called")
    reading = _prepared.read_file(
        data, name, path=path, trust=_prepared.trust, now=now, at=at, options=options, contents=signed
    )
    return reading if reading.text is None else replace(reading, text=_without_words(reading.text))


def _without_words(text: Text) -> Text:
    """The text without the places of its words: nobody asks for them any more, and they are most of its bytes."""
    pages = tuple(replace(page, lines=()) for page in text.pages)
    return replace(text, lines=(), pages=pages, word_starts=(), words=())


def trust_version() -> str:
    """Of the trust store of this process."""
    return _prepared.trust.version


def signatures_told(original: bytes | Path, options: ReadOptions) -> tuple[SignatureResult, ...]:
    """What looks like signatures in a file that brought its process down."""
    return unjudged.signatures_told(_bytes(original, options))


def members(original: bytes | Path, name: str, path: str, options: ReadOptions) -> Iterator[Inner]:
    """The files inside a container, one after the other; raises the refusals of `find_members`."""
    data = _bytes(original, options)
    for member in find_members(data, name, path, options):
        yield Inner(member.name, member.path, member.data)


def _bytes(original: bytes | Path, options: ReadOptions) -> bytes:
    return original if isinstance(original, bytes) else _contents(original, options.limits.bytes)


def _contents(file: Path, allowed: int) -> bytes:
    try:
        size = file.stat().st_size
        if size > allowed:
            raise TooLarge(f"{size} bytes, {allowed} allowed")
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(error.strerror) from error


def serve(connection: Connection) -> None:
    """Answer requests until the other end closes, which it also does by dying."""
    budget.report_to(lambda seconds: _send(connection, MoreTime(seconds)))
    midway.report_to(lambda report: _send(connection, Part(report)))
    rest = limits.resident_bytes()
    while True:
        try:
            request: Request = pickle.loads(connection.recv_bytes())  # our own parent wrote it
        except EOFError:
            return
        _send(connection, _perform(request, connection))
        rest = _tidy(rest)


def _perform(request: Request, connection: Connection) -> Answer:
    limits.cap_memory(request.memory)
    try:
        value = resolve(request.target)(*request.args, **request.keywords)
        if isinstance(value, Iterator):
            for part in value:
                _send(connection, Part(part))
            value = None
    except Refusal as refusal:
        answer = Answer(limits.resident_bytes(), refusal=refusal)
    except MemoryError:
        answer = Answer(limits.resident_bytes(), refusal=OutOfMemory())
    except Exception:  # noqa: BLE001 - a fault of ours on one file must not take the process down
        answer = Answer(limits.resident_bytes(), fault=traceback.format_exc(limit=-8))
    else:
        answer = Answer(limits.resident_bytes(), value=value)
    finally:
        limits.uncap_memory()
    return answer


def _send(connection: Connection, message: Answer | Part | MoreTime) -> None:
    connection.send_bytes(pickle.dumps(message, pickle.HIGHEST_PROTOCOL))


def _tidy(rest: int) -> int:
    """Forget what was printed; give memory back to the system after a large file. Bytes still held when that was last
    done: what models and tables take for good is no reason to do it after every file.
    """
    os.ftruncate(2, 0)
    os.lseek(2, 0, os.SEEK_SET)
    if limits.resident_bytes() < rest + _SWOLLEN:
        return rest
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    return limits.resident_bytes()
