"""Files in the paths a user named (tìm tệp): files as they are, folders searched through, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.reading import Problem
from ingest.problems import EmptyFolder, Missing, Refusal, Unreadable, UnsupportedType

_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file to take in, or (`problem`) what stands in its place.

    `path` is what the user typed, joined with the way below it; both names are printable, whatever the bytes were.
    """

    file: Path
    name: str
    path: str
    size: int = 0
    problem: Problem | None = None


def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[FoundFile]:
    """Every file of `paths`, in their order; within a folder by name, files and folders together.

    A file named outright is always taken. In folders, hidden ones (`.name`), locks of word processors (`~$name`) and
    what Windows leaves behind stay out; links to folders are not followed. A path that leads nowhere, a folder without
    a file and one that cannot be opened yield their problem in place.
    """
    for path in paths:
        yield from _find(Path(path))


def _find(path: Path) -> Iterator[FoundFile]:
    if not path.is_dir():
        yield _found(path)
        return
    empty = True
    for found in _below(path):
        empty = False
        yield found
    if empty:
        yield _problem(path, EmptyFolder())


def _below(folder: Path) -> Iterator[FoundFile]:
    try:
        with os.scandir(folder) as entries:
            members = sorted((entry for entry in entries if _wanted(entry.name)), key=lambda entry: entry.name)
    except OSError as error:
        yield _problem(folder, Unreadable(error.strerror))
        return
    for member in members:
        if member.is_dir(follow_symlinks=False):
            yield from _below(folder / member.name)
        elif not member.is_dir():
            yield _found(folder / member.name)


def _wanted(name: str) -> bool:
    return not name.startswith((".", "~$")) and name.lower() not in _LEFTOVERS


def _found(file: Path) -> FoundFile:
    try:
        status = file.stat()
    except PermissionError as error:
        return _problem(file, Unreadable(error.strerror))
    except (OSError, ValueError):  # no such file; a NUL in the name
        return _problem(file, Missing())
    if not stat.S_ISREG(status.st_mode):  # a pipe would be waited for without end
        return _problem(file, UnsupportedType())
    if not os.access(file, os.R_OK):
        return _problem(file, Unreadable())
    return FoundFile(file, printable(file.name), printable(str(file)), status.st_size)


def _problem(path: Path, refusal: Refusal) -> FoundFile:
    return FoundFile(path, printable(path.name), printable(str(path)), problem=refusal.problem)


def printable(name: str) -> str:
    """A file name as Unicode: bytes that are no UTF-8 become U+FFFD."""
    return os.fsencode(name).decode("utf-8", "replace")
