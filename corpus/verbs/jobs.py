"""Verbs of work that comes round (việc định kỳ), and of judging signatures again."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import Connection

from corpus import dead_letters, intake, job, log, rejudging
from corpus.batch import Item
from corpus.check import Fault
from corpus.job import Job
from corpus.paging import Page
from corpus.rejudging import SignedDocument
from corpus.verbs.base import Verbs
from signatures.report import SignatureReport


class JobVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def job(self, name: str) -> Job | None:
        """How a job stands; None for one that never ran."""
        with self.database.read() as connection:
            return job.find_job(connection, name)

    def jobs(self) -> tuple[Job, ...]:
        """Every job that ever ran, by name."""
        with self.database.read() as connection:
            return job.list_jobs(connection)

    def keep_job(self, kept: Job) -> Job:
        """Write down how a job stands."""
        self.database.transact(lambda c: job.keep_job(c, kept))
        return kept

    def signed_documents(self, after: str = "", limit: int = 100) -> tuple[SignedDocument, ...]:
        """Documents with signatures, in order of id, from behind `after`."""
        with self.database.read() as connection:
            return rejudging.signed_documents(connection, after, limit)

    def rejudge(self, document_id: str, report: SignatureReport, by: str) -> bool:
        """Keep another verdict on the signatures of a document; whether it is another."""
        return self.database.transact(lambda c: rejudging.rejudge(c, document_id, report, by, self.clock()))

    def tell_faults(self, faults: Iterable[Fault]) -> None:
        """One event `storage.fault` for each."""

        def work(connection: Connection) -> None:
            for fault in told:
                log.log_event(connection, "storage.fault", {"kind": fault.kind, "subject": fault.subject}, now)

        told, now = tuple(faults), self.clock()
        if told:
            self.database.transact(work)

    def close_abandoned(self, source: str, before: datetime) -> int:
        """Close batches of a source that were opened before a moment and never closed; how many."""
        return self.database.transact(lambda c: intake.close_abandoned(c, source, before, self.clock()))

    def dead_letters(
        self, problems: Collection[str], batch_id: str | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[Item]:
        """Items returned for one of these problems, of one batch or of all, oldest first."""
        with self.database.read() as connection:
            return dead_letters.list_dead_letters(connection, problems, batch_id, cursor, limit)

    def count_dead_letters(self, problems: Collection[str], batch_id: str | None = None) -> int:
        """How many there are."""
        with self.database.read() as connection:
            return dead_letters.count_dead_letters(connection, problems, batch_id)
