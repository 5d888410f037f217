"""Verbs of intake and filing (tiếp nhận, vào sổ)."""

from __future__ import annotations

import os

from corpus import filing, intake
from corpus.batch import Batch, BatchState, BatchView, Item, ItemState
from corpus.filing import Filing
from corpus.paging import Page
from corpus.reading import Reading
from corpus.verbs.base import Verbs


class IntakeVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def create_batch(self, name: str, source: str, office: str = "") -> Batch:
        """A new, open batch; `office` names the register its arrival numbers come from."""
        return self.database.transact(lambda c: intake.create_batch(c, name, source, office, self.clock()))

    def receive(
        self,
        batch_id: str,
        name: str,
        path: str,
        data: bytes | None = None,
        *,
        file: str | os.PathLike[str] | None = None,
        priority: int = 0,
        parent: str | None = None,
        key: str | None = None,
    ) -> Item:
        """Keep the original (`data`, or the `file` at a path), then enter its item.

        The same `key` in the same batch gives the same item: hand one in wherever the call may be repeated.
        A member of an archive (`parent`) has one by itself, made of parent, path and content.
        """

        def keep() -> str:
            return self.originals.put(data) if data is not None else self.originals.put_file(_required(file))

        sha256 = keep()
        size = len(data) if data is not None else self.originals.size(sha256)
        if key is None and parent is not None:
            key = f"{parent}!{path}!{sha256}"
        values = {"name": name, "path": path, "sha256": sha256, "bytes": size, "priority": priority}
        values |= {"parent_id": parent, "key": key}
        return self.database.transact(lambda c: intake.receive(c, batch_id, values, keep, self.clock()))

    def close_batch(self, batch_id: str) -> Batch:
        """No more files may come in; members of archives still do. A paused batch stays paused."""
        return self.database.transact(lambda c: intake.close_batch(c, batch_id, self.clock()))

    def pause_batch(self, batch_id: str) -> Batch:
        """Ask the workers to leave its files alone for now."""
        return self._set_state(batch_id, "paused")

    def resume_batch(self, batch_id: str) -> Batch:
        """Undo a pause: the batch is open, or closed if it was closed before or meanwhile."""
        return self.database.transact(lambda c: intake.resume_batch(c, batch_id, self.clock()))

    def cancel_batch(self, batch_id: str) -> Batch:
        """Take no more files, and cancel those not read yet; what has its outcome keeps it."""
        return self._set_state(batch_id, "cancelled")

    def batch(self, batch_id: str) -> BatchView:
        """The batch with its balance; `NotFound` where there is none."""
        with self.database.read() as connection:
            return intake.view_batch(connection, batch_id)

    def batches(self, cursor: str | None = None, limit: int = 50) -> Page[Batch]:
        """Batches, newest first."""
        with self.database.read() as connection:
            return intake.list_batches(connection, cursor, limit)

    def item(self, item_id: str) -> Item:
        """One item; `NotFound` where there is none."""
        with self.database.read() as connection:
            return intake.load_item(connection, item_id)

    def items(
        self, batch_id: str | None = None, state: ItemState | None = None, cursor: str | None = None, limit: int = 50
    ) -> Page[Item]:
        """Items of a batch in order of arrival, or of all batches, perhaps of one state only."""
        with self.database.read() as connection:
            return intake.list_items(connection, batch_id, state, cursor, limit)

    def retry_item(self, item_id: str) -> Item:
        """A returned or cancelled item waits to be read again; `Conflict` for any other."""
        return self.database.transact(lambda c: intake.reopen_item(c, item_id, self.clock()))

    def file(self, item_id: str, reading: Reading) -> Filing:
        """One transaction: document, dispatches, citations, signatures, arrival number, logs, outcome. Idempotent."""
        return self.database.transact(lambda c: filing.file_item(c, item_id, reading, self.clock()))

    def _set_state(self, batch_id: str, state: BatchState) -> Batch:
        return self.database.transact(lambda c: intake.set_batch_state(c, batch_id, state, self.clock()))


def _required(file: str | os.PathLike[str] | None) -> str | os.PathLike[str]:
    if file is None:
        raise TypeError("receive() needs data or file")
    return file
