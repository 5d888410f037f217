"""Verbs of works and their graph (văn bản được viện dẫn, lược đồ)."""

from __future__ import annotations

from datetime import date

from corpus.asked import Asked, find_works
from corpus.catalogue import import_works, most_relied_on, settle_work, view_works
from corpus.folding import compose
from corpus.graph import NODE_LIMIT, Graph, read_neighbourhood
from corpus.provision_words import read_provision
from corpus.resolving import Resolved, resolve_text
from corpus.succession import changes_by, changes_to, read_validity
from corpus.verbs.agencies import AgencyVerbs
from corpus.work import Change, Validity, WorkView
from corpus.works import check_work


class WorkVerbs(AgencyVerbs):
    """See `corpus.corpus.Corpus`."""

    def works(self, reference: str, *, issuer: str | None = None, year: int | None = None) -> tuple[WorkView, ...]:
        """Works a number, title or `wrk_…` can mean, held or not, partial ones included."""
        with self.database.read() as connection:
            return tuple(view_works(connection, find_works(connection, Asked(reference, (), issuer, year))))

    def resolve_text(self, text: str) -> tuple[Resolved, ...]:
        """The references of a text (in NFC), and the works of the register they can mean; nothing is kept."""
        with self.database.read() as connection:
            return resolve_text(connection, compose(text))

    def most_relied_on(self, *, held: bool | None = None, limit: int = 50) -> tuple[WorkView, ...]:
        """Works cited most; with `held=False` those cited most that are not held: what to get next."""
        with self.database.read() as connection:
            return tuple(most_relied_on(connection, held=held, limit=limit))

    def settle_work(self, partial_id: str, full_id: str | None, by: str) -> WorkView:
        """A person says which work an ambiguous one means; None leaves it to the rule again."""
        return self.database.transact(lambda c: settle_work(c, partial_id, full_id, by, self.clock()))

    def import_works(self, csv_text: str) -> int:
        """Seed works from CSV (see `corpus.catalogue`); how many are new."""
        return self.database.transact(lambda c: import_works(c, csv_text, self.clock()))

    def changes_to(self, work_id: str) -> tuple[Change, ...]:
        """Who amended, replaced, repealed, corrected or consolidated it, oldest first."""
        with self.database.read() as connection:
            check_work(connection, work_id)
            return changes_to(connection, work_id)

    def changes_by(self, work_id: str) -> tuple[Change, ...]:
        """What it does to others."""
        with self.database.read() as connection:
            check_work(connection, work_id)
            return changes_by(connection, work_id)

    def validity(self, work_id: str, on: date, provision: str | None = None) -> Validity:
        """Whether a work, or a provision of it, holds on a day, as far as the documents held tell."""
        with self.database.read() as connection:
            check_work(connection, work_id)
            return read_validity(connection, work_id, on, read_provision(provision) if provision else None)

    def neighbourhood(self, work_id: str, depth: int = 1, limit: int = NODE_LIMIT) -> Graph:
        """Works at most so many citations away; `corpus.graph` writes it as GraphML."""
        with self.database.read() as connection:
            check_work(connection, work_id)
            return read_neighbourhood(connection, work_id, depth, limit)
