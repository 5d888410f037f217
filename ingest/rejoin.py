"""Detached signatures in the register (ghép chữ ký rời trong sổ): with the files they sign, whichever came first.

A signature looks for its file when it is read: by name beside it, by digest among everything ever received, by stem.
Where there is none it is returned; the file, once it comes, calls it back. Both look after they have written down what
they are, so that of two that come at the same time at least one sees the other; doing it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from corpus.batch import Item
from corpus.corpus import Corpus
from corpus.refusals import OriginalMissing
from corpus.signed_content import Sibling, Waiting
from ingest.pairing import Candidate, digest_of, find_content, named, shares_stem
from ingest.protocol import SEPARATOR
from signatures.report import SignedContent


def find_files_signed(corpus: Corpus, item: Item, contents: tuple[SignedContent, ...]) -> tuple[str | None, ...]:
    """SHA-256 of each file that the signature `item` signs; None for one that is not here."""
    place = _Place.of(corpus, item)
    return tuple(_find(corpus, item, wanted, place) for wanted in contents)


def signatures_to_read_again(corpus: Corpus, item_id: str) -> list[Item]:
    """Returned signatures that can be judged now that this item has its outcome; they wait to be read.

    Called after every item: where no signature waits, it costs one look.
    """
    sought = corpus.algorithms_sought()
    if not sought:
        return []
    item = corpus.item(item_id)
    place = _Place.of(corpus, item)
    found = corpus.waiting_for(item, _digests(corpus, item.sha256, sought))
    ready = [waiting.item_id for waiting in found if _is_content(corpus, item, place, waiting)]
    own = corpus.waits(item) if item.state == "returned" else None
    if own is not None and any(_find(corpus, item, wanted, place) for wanted in _lacking(own)):
        ready.append(item.id)
    return [again for each in ready if (again := corpus.reopen_waiting(each)) is not None]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an item lies: what its path begins with up to its container, and whether all is there that will be."""

    prefix: str
    complete: bool
    """Whether what lies beside it is all known; until then a likeness of names proves nothing."""

    @classmethod
    def of(cls, corpus: Corpus, item: Item) -> _Place:
        if item.parent_id is not None:
            return cls(f"{corpus.item(item.parent_id).path}{SEPARATOR}", complete=True)
        return cls("", complete=corpus.batch(item.batch_id).batch.closed_at is not None)

    def inner(self, path: str) -> str:
        return path.removeprefix(self.prefix)


def _lacking(waiting: Waiting) -> list[SignedContent]:
    return [content for content in waiting.contents if content.sha256 is None]


def _find(corpus: Corpus, item: Item, wanted: SignedContent, place: _Place) -> str | None:
    inner = place.inner(item.path)
    for path in named(wanted, inner):
        if beside := corpus.siblings(item, place.prefix + path):
            return beside[0].sha256
    known = wanted.digests.get("sha256")
    if known is not None and corpus.holds(known):
        return known
    candidates = [_candidate(corpus, sibling, place) for sibling in corpus.siblings(item)]
    found = find_content(wanted, inner, candidates, by_stem=place.complete)
    return found.place if found is not None else None


def _candidate(corpus: Corpus, sibling: Sibling, place: _Place) -> Candidate[str]:
    return Candidate(place.inner(sibling.path), sibling.sha256, partial(_digest, corpus, sibling.sha256))


def _digest(corpus: Corpus, sha256: str, algorithm: str) -> str:
    if algorithm == "sha256":
        return sha256
    try:
        with corpus.originals.open(sha256) as stream:
            return digest_of(stream, algorithm)
    except OriginalMissing as error:
        raise FileNotFoundError(sha256) from error


def _digests(corpus: Corpus, sha256: str, algorithms: tuple[str, ...]) -> Mapping[str, str]:
    """The digests of a file in every algorithm in which somebody seeks one."""
    found = {}
    for algorithm in algorithms:
        try:
            found[algorithm] = _digest(corpus, sha256, algorithm)
        except (ValueError, OSError):  # an algorithm nobody knows, or none stated; a file that is lost
            continue
    return found


def _is_content(corpus: Corpus, item: Item, place: _Place, waiting: Waiting) -> bool:
    """Whether the signature would find its file in `item`."""
    signature, path = place.inner(waiting.path), place.inner(item.path)
    for wanted in _lacking(waiting):
        digests = _digests(corpus, item.sha256, tuple(wanted.digests))
        if any(digests.get(name) == digest for name, digest in wanted.digests.items()):
            return True
        if waiting.beside and path in named(wanted, signature):
            return True
        if waiting.beside and place.complete and wanted.name is None and shares_stem(signature, path):
            return True
    return False
