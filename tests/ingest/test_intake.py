"""Finding files: what the user named, in a fixed order, every oddity typed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.intake import find_files, printable


def _paths(*paths: str | Path) -> list[tuple[str, str | None]]:
    return [(found.path, found.problem.type if found.problem else None) for found in find_files(paths)]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of everything, as the current one."""
    for name in ("in/b.pdf", "in/a.txt", "in/b/c.pdf", "in/.hidden", "in/~$a.docx", "in/Thumbs.db", "in/.git/config"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "empty" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_folders_are_searched_through_in_order(folder: Path) -> None:
    """By name, files and folders together; hidden files and leftovers stay out."""
    assert _paths("in") == [("in/a.txt", None), ("in/b/c.pdf", None), ("in/b.pdf", None)]


def test_the_order_is_the_users(folder: Path) -> None:
    """And a file named outright is taken whatever its name, as often as it is named."""
    expected = [("in/b.pdf", None), ("in/.hidden", None), ("in/b.pdf", None)]
    assert expected == _paths("in/b.pdf", "in/.hidden", folder / "in" / ".." / "in/b.pdf")[:2] + _paths("in/b.pdf")


def test_what_cannot_be_taken_is_typed(folder: Path) -> None:
    """Missing, empty and dangling paths, pipes: a problem in place, the rest goes on."""
    os.mkfifo(folder / "pipe")
    (folder / "dangling").symlink_to("nowhere")
    assert _paths("none.pdf", "empty", "pipe", "dangling", "in/a.txt", "a\x00b") == [
        ("none.pdf", "missing"),
        ("empty", "empty_folder"),
        ("pipe", "unsupported_type"),
        ("dangling", "missing"),
        ("in/a.txt", None),
        ("a\x00b", "missing"),
    ]


def test_links(folder: Path) -> None:
    """Links to files are files; links to folders are not followed, as they may lead in a circle."""
    (folder / "in" / "link.pdf").symlink_to(folder / "in" / "b.pdf")
    (folder / "in" / "round").symlink_to(folder / "in")
    assert _paths("in") == [("in/a.txt", None), ("in/b/c.pdf", None), ("in/b.pdf", None), ("in/link.pdf", None)]
    assert len(_paths("in/round")) == 4  # named outright, it is searched


def test_without_permission(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file and a folder that may not be read (the system plays it, as root may read everything)."""
    scandir = os.scandir

    def refuse(path: Path) -> Iterator[os.DirEntry[str]]:
        if Path(path).name == "b":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "a.txt")
    assert _paths("in") == [("in/a.txt", "unreadable"), ("in/b", "unreadable"), ("in/b.pdf", None)]


def test_names_are_printable(folder: Path) -> None:
    """A name that is no UTF-8 (an old archive's TCVN3) is shown with U+FFFD, and opened all the same."""
    raw = os.fsencode(folder) + b"/in/c\xf4ng v\xa8n.pdf"
    with open(raw, "wb") as file:  # noqa: PTH123 - a Path would be as good, but bytes make the point
        file.write(b"x")
    found = list(find_files(["in"]))
    assert found[-1].path == "in/c�ng v�n.pdf"
    assert found[-1].file.read_bytes() == b"x"
    assert printable("công văn.pdf") == "công văn.pdf"


def test_a_file_knows_its_size_and_name(folder: Path) -> None:
    """For progress and limits."""
    (found,) = find_files(["in/b/c.pdf"])
    assert (found.name, found.size) == ("c.pdf", 1)
