"""Verbs of receipts (biên nhận yêu cầu)."""

from __future__ import annotations

from collections.abc import Callable

from corpus import receipt
from corpus.receipt import Receipt
from corpus.verbs.base import Verbs


class ReceiptVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def take_turn(self, name: str, hold: str, is_gone: Callable[[str], bool]) -> bool:
        """Hold the receipt of a request; False while another one, here or on another server, has it.

        `is_gone` says of a hold whether its server is known to have died; else it lasts until it runs out.
        """
        return self.database.transact(lambda c: receipt.take_turn(c, name, hold, is_gone, self.clock()))

    def renew_turn(self, name: str, hold: str) -> bool:
        """Hold it on, in work that takes long."""
        return self.database.transact(lambda c: receipt.renew_turn(c, name, hold, self.clock()))

    def end_turn(self, name: str, hold: str) -> None:
        """Let go of it."""
        self.database.transact(lambda c: receipt.end_turn(c, name, hold))

    def find_receipt(self, name: str) -> Receipt | None:
        """What became of the request, where it was written down."""
        with self.database.read() as connection:
            return receipt.find_receipt(connection, name, self.clock())

    def keep_receipt(self, name: str, kept: Receipt) -> None:
        """Write down what became of it."""
        self.database.transact(lambda c: receipt.keep_receipt(c, name, kept, self.clock()))

    def sweep_receipts(self) -> int:
        """Forget what is too old to count."""
        return self.database.transact(lambda c: receipt.sweep_receipts(c, self.clock()))
