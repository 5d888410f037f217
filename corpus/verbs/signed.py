"""Verbs that bring detached signatures and the files they sign together (ghép chữ ký rời)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from corpus import checklist, signed_content
from corpus.batch import Item
from corpus.document import DocumentSummary, DocumentView
from corpus.signed_content import Sibling, Waiting
from corpus.verbs.base import Verbs
from signatures.dossier import DossierFile


class SignedVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def algorithms_sought(self) -> tuple[str, ...]:
        """Hash algorithms by which returned signatures seek their files; empty where none does."""
        with self.database.read() as connection:
            return signed_content.algorithms_sought(connection)

    def waiting_for(self, item: Item, digests: Mapping[str, str]) -> tuple[Waiting, ...]:
        """Returned signatures that may sign the file of `item`: its digest is theirs, or they lie beside it."""
        with self.database.read() as connection:
            return signed_content.waiting_for(connection, item, digests)

    def waits(self, item: Item) -> Waiting | None:
        """What an item waits for, if it was returned for want of it."""
        with self.database.read() as connection:
            return signed_content.waits(connection, item)

    def reopen_waiting(self, item_id: str) -> Item | None:
        """A signature returned for want of its file is to be read again; None where it has its outcome."""
        return self.database.transact(lambda c: signed_content.reopen_waiting(c, item_id, self.clock()))

    def siblings(self, item: Item, path: str | None = None) -> tuple[Sibling, ...]:
        """Files received beside an item, in its batch and container; only that at `path` where it is given."""
        with self.database.read() as connection:
            return signed_content.siblings(connection, item, path)

    def holds(self, sha256: str) -> bool:
        """Whether a file of that content was received."""
        with self.database.read() as connection:
            return signed_content.is_held(connection, sha256)

    def signatures_over(self, sha256: str) -> tuple[DocumentSummary, ...]:
        """Documents that are detached signatures over a file, or carry it inside."""
        with self.database.read() as connection:
            return signed_content.signatures_over(connection, sha256)

    def documents_of(self, contents: Iterable[str]) -> tuple[DocumentSummary, ...]:
        """The documents that files of these SHA-256 are."""
        with self.database.read() as connection:
            return signed_content.documents_of(connection, contents)

    def file_of(self, view: DocumentView) -> DossierFile:
        """A document with its signature report, the detached signatures over it included."""
        with self.database.read() as connection:
            return checklist.file_of(connection, view)
