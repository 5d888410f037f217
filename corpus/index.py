"""The search index (chỉ mục): tantivy, derived from the database by its change log, and never the only copy.

A folder holds generations (`1-<installation>-<random>`), a file `current` that names the one in use, and a lock file:
who holds it writes, the others search. The position in the change log is committed inside the index, in one document,
together with what it stands for: after a crash the rest is taken from the log again. A generation of another schema,
another installation, or past the end of the log is left, and a new one is made.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import tantivy

from corpus.common import COMMON
from corpus.folding import compose, fold, folded_words
from corpus.originals import sync_folder

SCHEMA = "4"
"""Counted up when fields change: older generations are then made anew."""
WATERMARK = "watermark"
HEAP = 96_000_000
GAP = "."
"""Stands among pairs where two words side by side make none."""
NONE = "-"
"""Stands for an absent value in fields that filter."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index takes of one dispatch. `head` is number, subject, issuer and signer; `body` the text."""

    dispatch_id: str
    document_id: str
    head: str
    body: str
    document_type: str | None
    issuer: str | None
    year: int | None
    day: int | None
    """Date of issue as 20200515."""
    verdict: str | None
    office: str
    secrecy: str | None
    urgency: str | None
    signer: str
    subject: str


def make_schema() -> tantivy.Schema:
    """`folded` is what words are looked up in; `exact`, with its marks, only lifts hits that have the same marks.

    `pairs` are common words side by side (`thuc_hien`), at the positions of their first words: a phrase of common words
    is looked up by them alone, because comparing the positions of the words themselves in half of all texts is slow.
    """
    builder = tantivy.SchemaBuilder()
    for name in ("id", "document", "signature", "office", "secrecy", "urgency"):
        builder.add_text_field(name, stored=name == "id", tokenizer_name="raw", index_option="basic")
    for name in ("type", "issuer", "verdict"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("folded", "head", "signer", "subject"):
        builder.add_text_field(name, tokenizer_name="words", index_option="position")
    builder.add_text_field("exact", tokenizer_name="words", index_option="basic")
    builder.add_text_field("pairs", tokenizer_name="pairs", index_option="position")
    builder.add_unsigned_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("mark", stored=True)
    return builder.build()


def words_analyzer() -> tantivy.TextAnalyzer:
    """Runs of letters and digits, lower case; folding is done before, so that query and index agree on it."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
    return builder.filter(tantivy.Filter.remove_long(64)).filter(tantivy.Filter.lowercase()).build()


def pairs_analyzer() -> tantivy.TextAnalyzer:
    """What `pair_stream` tells apart by blanks; a gap takes its position and is not indexed."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    return builder.filter(tantivy.Filter.custom_stopword([GAP])).build()


class SearchIndex:
    """One folder with the index of one corpus; many processes may open it."""

    def __init__(self, folder: Path, installation: str) -> None:
        self.folder = folder
        self.installation = installation
        self.schema = make_schema()
        folder.mkdir(parents=True, exist_ok=True)
        self._open: tuple[str, tantivy.Index] | None = None
        self._position: tuple[str, int] | None = None

    def searcher(self) -> tantivy.Searcher:
        """The newest commit of the generation in use, made empty where there is none."""
        return self._index().searcher()

    def reload(self) -> None:
        """See what other processes committed."""
        self._index().reload()
        self._position = None

    def position(self) -> int:
        """The position in the change log that searches stand for; 0 for an empty index."""
        index, name = self._index(), self._open[0] if self._open else ""
        if self._position is None or self._position[0] != name:
            self._position = name, read_watermark(self.schema, index.searcher())
        return self._position[1]

    @contextmanager
    def writing(self) -> Iterator[Writer | None]:
        """The only writer, or None while another process (or thread) is writing."""
        with (self.folder / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            self.reload()
            index = self._index()
            self._remove_drafts()
            writer = Writer(index, self.schema)
            try:
                yield writer
            finally:
                writer.close()
                self.reload()

    @contextmanager
    def rebuilding(self) -> Iterator[Writer | None]:
        """A new, empty generation; it takes over when the block ends well, and searches go on meanwhile."""
        with (self.folder / "writer.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield None
                return
            name = self._new_name()
            writer = Writer(self._make(name), self.schema)
            try:
                yield writer
            finally:
                writer.close()
            self._point_to(name)
            self._remove_others(name)

    def _index(self) -> tantivy.Index:
        name = self._current()
        if self._open is None or self._open[0] != name:
            self._open = (name, self._make(name))
        return self._open[1]

    def _current(self) -> str:
        """The generation in use; a new one where none of ours is named."""
        try:
            name = (self.folder / "current").read_text("ascii").strip()
        except FileNotFoundError:
            name = ""
        if name.startswith(f"{SCHEMA}-{self.installation}-") and (self.folder / name / "meta.json").is_file():
            return name
        name = self._new_name()
        self._make(name)
        self._point_to(name)
        return name

    def _new_name(self) -> str:
        return f"{SCHEMA}-{self.installation}-{secrets.token_hex(4)}"

    def _make(self, name: str) -> tantivy.Index:
        path = self.folder / name
        path.mkdir(exist_ok=True)
        index = tantivy.Index(self.schema, str(path))
        index.register_tokenizer("words", words_analyzer())
        index.register_tokenizer("pairs", pairs_analyzer())
        index.config_reader("manual")
        index.reload()
        return index

    def _point_to(self, name: str) -> None:
        fresh = self.folder / f"current.{secrets.token_hex(4)}"
        with fresh.open("w", encoding="ascii") as stream:
            stream.write(name)
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self.folder / "current")
        sync_folder(self.folder)

    def _remove_drafts(self) -> None:
        """Files that a killed writer began under a passing name and never gave their own: nothing else removes them."""
        for path in (self.folder / self._current()).glob(".tmp*"):
            path.unlink(missing_ok=True)

    def _remove_others(self, name: str) -> None:
        """Readers that still search an old generation keep its files open until they look at `current` again."""
        for path in self.folder.iterdir():
            if path.is_dir() and path.name != name:
                shutil.rmtree(path, ignore_errors=True)


class Writer:
    """Takes entries and commits them with the position they bring the index to.

    A writer killed in mid-commit leaves files that no commit names. Those of deletions bear the name that the next
    attempt at the same changes gives its own, which would be refused for ever: they are removed first.
    """

    def __init__(self, index: tantivy.Index, schema: tantivy.Schema) -> None:
        self.schema = schema
        self.position = read_watermark(schema, index.searcher())
        self._writer: tantivy.IndexWriter | None = index.writer(HEAP, 1)
        self._writer.garbage_collect_files()

    def remove(self, documents: Sequence[str]) -> None:
        """Take all entries of these documents out."""
        for document_id in documents:
            self._live.delete_documents_by_term("document", document_id)

    def add(self, entry: Entry) -> None:
        """Put one entry in."""
        self._live.add_document(tantivy.Document.from_dict(_values(entry), self.schema))

    def commit(self, position: int) -> None:
        """Make everything so far findable and durable, together with the position."""
        self._live.delete_documents_by_term("id", WATERMARK)
        mark = {"id": WATERMARK, "mark": position}
        self._live.add_document(tantivy.Document.from_dict(mark, self.schema))
        self._live.commit()
        self.position = position

    def settle(self) -> None:
        """Wait for segments being merged; the writer is of no use after this."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def close(self) -> None:
        """Let go; what was not committed is forgotten, and comes back from the log."""
        self._writer = None

    @property
    def _live(self) -> tantivy.IndexWriter:
        if self._writer is None:
            raise RuntimeError("the writer is closed")
        return self._writer


def read_watermark(schema: tantivy.Schema, searcher: tantivy.Searcher) -> int:
    """The position committed with the index, 0 where none was."""
    query = tantivy.Query.term_query(schema, "id", WATERMARK, "basic")
    hits = searcher.search(query, 1, count=False).hits
    return int(searcher.doc(hits[0][1]).get_first("mark") or 0) if hits else 0


def pair_stream(tokens: Sequence[str]) -> list[str]:
    """Each common word with the common word after it: `thuc_hien`; phrases of rarer words are quick without.

    One for every word but the last, a gap where the two make no pair: the n-th stands at the n-th word.
    """
    return [f"{first}_{second}" if first in COMMON and second in COMMON else GAP for first, second in pairwise(tokens)]


def _values(entry: Entry) -> dict[str, Any]:
    body = compose(f"{entry.head}\n{entry.body}")
    folded = fold(body)
    values = {
        "id": entry.dispatch_id,
        "document": entry.document_id,
        "type": entry.document_type or NONE,
        "issuer": entry.issuer or NONE,
        "verdict": entry.verdict or NONE,
        "office": entry.office or NONE,
        "secrecy": entry.secrecy or NONE,
        "urgency": entry.urgency or NONE,
        "folded": folded,
        "pairs": " ".join(pair_stream(folded_words(folded))),
        "exact": body,
        "head": fold(entry.head),
        "signer": fold(entry.signer),
        "subject": fold(entry.subject),
    }
    numbers = {"year": entry.year, "day": entry.day}
    return values | {name: value for name, value in numbers.items() if value is not None}
