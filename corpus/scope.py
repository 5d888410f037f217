"""What the asker may see (phạm vi): one filter for lists, search, counts and suggestions alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement


@dataclass(frozen=True, slots=True)
class Scope:
    """`offices`: of which registers; `secrecies`: which levels of secrecy beside the open documents. None: all."""

    offices: tuple[str, ...] | None = None
    secrecies: tuple[str, ...] | None = None

    def conditions(self, document: Any, dispatch: Any) -> list[ColumnElement[bool]]:
        """The same as conditions on the tables of documents and dispatches."""
        conditions: list[ColumnElement[bool]] = []
        if self.offices is not None:
            conditions.append(document.c.office.in_(self.offices))
        if self.secrecies is not None:
            conditions.append(dispatch.c.secrecy.is_(None) | dispatch.c.secrecy.in_(self.secrecies))
        return conditions


EVERYTHING = Scope()
