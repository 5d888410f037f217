"""What lies beside a detached signature (tệp nằm cạnh chữ ký rời): in its folder, or in the same container."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from pathlib import Path

from corpus.reading import Reading
from ingest.pairing import Candidate, digest_of, find_content
from ingest.problems import SignedFileMissing
from ingest.protocol import SEPARATOR, Inner
from signatures.report import SignedContent

Contents = tuple[bytes | None, ...]


def lacks_content(reading: Reading) -> bool:
    """Whether it is that of a detached signature whose signed file was not handed in."""
    return reading.problem is not None and reading.problem.type == SignedFileMissing.type


def contents_of(reading: Reading) -> tuple[SignedContent, ...]:
    """What the signature signs."""
    return reading.signatures.contents if reading.signatures is not None else ()


class Folders:
    """Files beside signatures on the disk; each is hashed once. Safe to use from many threads."""

    def __init__(self) -> None:
        self._digests: dict[tuple[Path, str], str] = {}

    def contents(self, reading: Reading, file: Path) -> tuple[Path | None, ...]:
        """For each file that the signature at `file` signs, where it lies; None for one that is not there."""
        near = sorted(path for path in file.parent.iterdir() if path.is_file())
        beside = [Candidate(path.name, path, partial(self._digest, path)) for path in near]
        found = [find_content(wanted, file.name, beside) for wanted in contents_of(reading)]
        return tuple(item.place if item is not None else None for item in found)

    def _digest(self, file: Path, algorithm: str) -> str:
        key = file, algorithm
        if key not in self._digests:
            with file.open("rb") as stream:
                self._digests[key] = digest_of(stream, algorithm)
        return self._digests[key]


class Members:
    """The files of one container: `known` their paths and SHA-256, `waiting` the signatures that lack their files."""

    def __init__(self, container: str, known: Mapping[str, str], waiting: Mapping[str, Reading]) -> None:
        self._prefix = f"{container}{SEPARATOR}"
        self._digests = {path: {"sha256": sha256} for path, sha256 in known.items()}
        self._waiting = {path: contents_of(reading) for path, reading in waiting.items()}
        self._chosen: dict[str, list[str | None]] = {}
        self._held: dict[str, dict[str, bytes]] = {}

    @property
    def other_algorithms(self) -> frozenset[str]:
        """Those of digests that cannot be compared before `note` has seen every member."""
        stated = (name for contents in self._waiting.values() for content in contents for name in content.digests)
        return frozenset(stated) - {"sha256"}

    def note(self, member: Inner) -> None:
        """Take the digests of a member."""
        for algorithm in self.other_algorithms:
            try:
                self._digests[member.path][algorithm] = digest_of(BytesIO(member.data), algorithm)
            except ValueError:  # an algorithm nobody knows matches nothing
                continue

    def choose(self) -> bool:
        """Find the file of each signature; whether any was found."""
        beside = [
            Candidate(path.removeprefix(self._prefix), path, partial(_noted, digests))
            for path, digests in self._digests.items()
        ]
        for signature, contents in self._waiting.items():
            found = [find_content(wanted, signature.removeprefix(self._prefix), beside) for wanted in contents]
            if any(found):
                self._chosen[signature] = [item.place if item is not None else None for item in found]
                self._held[signature] = {}
        return bool(self._chosen)

    def deliver(self, member: Inner) -> Iterator[tuple[str, Contents]]:
        """Signatures that have all that was found for them now that this member is here, each with its contents."""
        for signature, places in list(self._chosen.items()):
            if member.path not in places:
                continue
            held = self._held[signature]
            held[member.path] = member.data
            if len(held) == len(set(places) - {None}):
                del self._chosen[signature], self._held[signature]
                yield signature, tuple(held[place] if place is not None else None for place in places)


def _noted(digests: Mapping[str, str], algorithm: str) -> str:
    return digests.get(algorithm, "")
