"""Functions that misbehave in a reading process, each in its own way; and a reader that does as the file says."""

from __future__ import annotations

import ctypes
import hashlib
import os
import pickle
import signal
import sys
import time
from datetime import datetime
from typing import Any
from unittest.mock import patch

from corpus.reading import Reading, Source
from ingest import budget
from ingest.options import ReadOptions
from ingest.problems import Damaged


def read_file(
    data: bytes,
    name: str,
    *,
    path: str,
    trust: object,
    now: datetime,
    at: datetime | None,
    options: ReadOptions,
    contents: object,
) -> Reading:
    """Does what the file says: `spin`, `abort`, …; anything else is read at once."""
    word = data.decode(errors="replace").split(":")[0]
    if word in CULPRITS:
        CULPRITS[word]()
    notes = (now.isoformat(), str(os.getpid()))
    return Reading(Source(name, path, hashlib.sha256(data).hexdigest(), len(data), "text/plain"), notes=notes)


def read_signed(data: bytes, name: str, **keywords: Any) -> Reading:
    """The real reader; one step of it does as the end of the file says: `%judging:spin`, `%reading:abort`."""
    import ingest.read  # here, because it takes a while to load and most readers of these tests need none of it

    step, _, word = data.rpartition(b"\n%")[2].decode(errors="replace").partition(":")
    replaced = {"judging": "ingest.read.verify", "reading": "ingest.read.read_pdf"}.get(step)
    if replaced is None:
        return ingest.read.read_file(data, name, **keywords)
    with patch(replaced, lambda *args, **keywords: CULPRITS[word]()):
        return ingest.read.read_file(data, name, **keywords)


def spin() -> None:
    """Burns processor time without end."""
    while True:
        pass


def burn() -> None:
    """Takes 0.3 s of processor time, half of what a scanned page takes."""
    until = time.process_time() + 0.3
    while time.process_time() < until:
        pass


def nap() -> None:
    """Takes a moment without processor time."""
    time.sleep(0.3)


def hang() -> None:
    """Waits for what never comes."""
    time.sleep(3600)


def descend() -> None:
    """Calls itself without end."""
    descend()


def doze() -> None:
    """Takes a shorter moment."""
    time.sleep(0.08)


def allocate() -> None:
    """Python asks for more memory than there may be."""
    bytearray(8 * 1024**3)


def abort() -> None:
    """What PDFium does when an allocation fails."""
    os.abort()


def ruin() -> None:
    """What the C library does when its heap is ruined."""
    print("free(): invalid pointer", file=sys.stderr, flush=True)
    os.abort()


def segfault() -> None:
    """Reads the address nothing is at."""
    ctypes.string_at(0)


def kill() -> None:
    """As the system's out-of-memory killer would."""
    os.kill(os.getpid(), signal.SIGKILL)


def leave() -> None:
    """Ends the process from within."""
    os._exit(3)


def fault() -> None:
    """An error nobody foresaw."""
    raise KeyError("no such thing")


def refuse() -> None:
    """A refusal raised out of the call."""
    raise Damaged("by half")


def swell() -> None:
    """Keeps a lot of memory for good."""
    hoard.append(b"x" * 360 * 1024**2)


def shout() -> None:
    """Prints a lot."""
    for _ in range(1000):
        os.write(1, b"noise " * 1000)


def ask() -> None:
    """Works longer than it may, but asks first."""
    budget.allow(30)
    until = time.process_time() + 1.5
    while time.process_time() < until:
        pass


def scan() -> None:
    """Says it needs OCR, then takes a moment."""
    budget.allow(30)
    time.sleep(0.3)


hoard: list[bytes] = []
CULPRITS = {
    f.__name__: f
    for f in (
        spin,
        burn,
        nap,
        hang,
        descend,
        doze,
        allocate,
        abort,
        ruin,
        segfault,
        kill,
        leave,
        fault,
        refuse,
        swell,
        shout,
        ask,
        scan,
    )
}


def pid() -> int:
    """The process it runs in."""
    return os.getpid()


class Evil:
    """A value that would run code where it is loaded."""

    def __reduce__(self) -> Any:
        return os.system, ("true",)


def evil() -> object:
    """A poisoned answer."""
    assert pickle.dumps(Evil())
    return Evil()
