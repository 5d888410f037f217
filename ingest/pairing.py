"""A detached signature and the file it signs (ghép chữ ký rời với tệp): found by name, by digest, by stem.

A file whose very name the signature bears (`a.pdf.p7s` beside `a.pdf`) is the one it is judged against: where the
digest differs, the file was changed, and that must be said. Else the digest tells exactly which file was signed,
whatever that is called now. Last comes the only file of the same stem (`a.p7s` beside `a.pdf`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO, Generic, TypeVar

from signatures.report import SignedContent

Place = TypeVar("Place")

ENDINGS = frozenset({".p7s", ".p7m", ".p7", ".cms", ".sig", ".sgn", ".xml", ".xsig", ".xades"})
"""Endings of signatures that are files of their own; such a file is nobody's content by its stem."""
MOST = 500
"""Files beside a signature whose digests are compared."""


@dataclass(frozen=True, slots=True)
class Candidate(Generic[Place]):
    """A file that lies beside a signature; `path` with slashes, as `place` says where it is."""

    path: str
    place: Place
    digest: Callable[[str], str]
    """By the name of a hash algorithm, in hex; ValueError for one that is not known, OSError where it is gone."""


def find_content(
    wanted: SignedContent, signature: str, beside: Iterable[Candidate[Place]], *, by_stem: bool = True
) -> Candidate[Place] | None:
    """The file that `wanted` means, among those beside the signature at the path `signature`.

    `by_stem` only where all is there that will be: else the only file of the stem may not stay the only one.
    """
    others = [item for item in beside if item.path != signature]
    for item in others:
        if item.path in named(wanted, signature):
            return item
    for item in others[:MOST]:
        if _is_digest_of(wanted, item):
            return item
    stems = [item for item in others if shares_stem(signature, item.path)] if wanted.name is None else []
    return stems[0] if by_stem and len(stems) == 1 else None


def named(wanted: SignedContent, signature: str) -> tuple[str, ...]:
    """Paths at which the file must lie by what the signature says or is called."""
    path = PurePosixPath(signature)
    folder = path.parent
    if wanted.name:
        root = folder.parent if folder.name == "META-INF" else folder  # ASiC: names count from the root of the zip
        return (_join(root, wanted.name),)
    return (str(path.with_suffix("")),) if path.suffix.lower() in ENDINGS and path.stem != path.name else ()


def shares_stem(signature: str, other: str) -> bool:
    """Whether they differ in nothing but the ending, and the other is no signature itself."""
    mine, theirs = PurePosixPath(signature), PurePosixPath(other)
    same = mine.parent == theirs.parent and mine.stem == theirs.stem
    return same and theirs.suffix.lower() not in ENDINGS


def digest_of(stream: BinaryIO, algorithm: str) -> str:
    """Hex digest of what is left of a stream; ValueError for an algorithm that is not known."""
    hasher = hashlib.new(algorithm)
    while piece := stream.read(1 << 20):
        hasher.update(piece)
    return hasher.hexdigest()


def _is_digest_of(wanted: SignedContent, item: Candidate[Place]) -> bool:
    for algorithm, digest in wanted.digests.items():
        try:
            if item.digest(algorithm) == digest:
                return True
        except (ValueError, OSError):
            continue
    return False


def _join(folder: PurePosixPath, name: str) -> str:
    return str(folder / name) if str(folder) != "." else name
