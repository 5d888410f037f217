"""Verbs of the register of agencies (danh mục cơ quan)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from corpus import agency
from corpus.agency import AgencyEntry
from corpus.verbs.base import Verbs


class AgencyVerbs(Verbs):
    """See `corpus.corpus.Corpus`."""

    def agencies(self, name: str | None = None, on: date | None = None) -> tuple[AgencyEntry, ...]:
        """Agencies by the words of their names, perhaps only those in office on a day."""
        with self.database.read() as connection:
            return tuple(agency.find_agencies(connection, name, on))

    def agency(self, agency_id: str, on: date | None = None) -> AgencyEntry:
        """One agency; with `on`, whoever had taken over its work by that day."""
        with self.database.read() as connection:
            if on is None:
                return agency.load_agency(connection, agency_id)
            return agency.in_charge(connection, agency_id, on)

    def add_agency(
        self,
        name: str,
        by: str,
        *,
        kind: str = "office",
        aliases: Sequence[str] = (),
        symbols: Sequence[str] = (),
        valid_from: date | None = None,
        valid_to: date | None = None,
        successor_id: str | None = None,
    ) -> AgencyEntry:
        """Enter an agency, or say more of one; what was kept under its other names is kept under it from now on."""
        values = {"name": name, "kind": kind, "aliases": aliases, "symbols": symbols, "valid_from": valid_from}
        values |= {"valid_to": valid_to, "successor_id": successor_id}
        return self.database.transact(lambda c: agency.add_agency(c, values, by, self.clock()))
