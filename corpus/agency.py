"""The register of agencies (danh mục cơ quan): who was in office when, who took over, and by which other names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from sqlalchemy import Connection, delete, select, update

from corpus.agency_fold import AGENCY
from corpus.folding import name_key
from corpus.issuer import issuer_key
from corpus.log import log_audit, log_event
from corpus.places import whole_key
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.rekeying import DISPATCH, WORK, rekey_issuer
from corpus.tables.agencies import AgencyRow
from corpus.tables.base import insert_rows
from extract.agencies import Agency, agencies, agency
from extract.provinces import provinces

OPERATOR = "operator"
SHIPPED = "shipped"
HEIRS = 20
"""Mergers followed; more would be a circle."""


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """One agency; `same_as` is set on another name of one. Validity in days, both ends in office."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    symbols: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None
    successor_id: str | None
    same_as: str | None
    source: str

    def in_office(self, day: date) -> bool:
        """Whether it existed on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


def seed_agencies(connection: Connection, now: datetime) -> None:
    """Put in what the program brings, where that is another edition; an operator's entries stay as they are.

    Keys of an earlier edition that this one knows better (a district's province) are folded.
    """
    if is_seeded(connection):
        return
    edition = f"{SHIPPED} {_edition()}"
    connection.execute(delete(AGENCY).where(AGENCY.c.source != OPERATOR))
    own = set(connection.execute(select(AGENCY.c.id)).scalars())
    insert_rows(connection, AgencyRow, [row | {"source": edition} for row in _shipped() if row["id"] not in own])
    for column in (WORK.c.issuer_key, DISPATCH.c.issuer_key):
        for key in connection.execute(select(column).where(column.is_not(None)).distinct()).scalars().all():
            if (whole := whole_key(key)) != key:
                rekey_issuer(connection, key, whole, _label(connection, key), now)


def is_seeded(connection: Connection) -> bool:
    """Whether what this program brings is in."""
    query = select(AGENCY.c.id).where(AGENCY.c.source == f"{SHIPPED} {_edition()}").limit(1)
    return connection.execute(query).first() is not None


def add_agency(connection: Connection, values: dict[str, Any], by: str, now: datetime) -> AgencyEntry:
    """Enter an agency, or say more of one; works kept under its other names are kept under it from now on.

    `InvalidValue` for days the wrong way round or a name without letters, `NotFound` for an unknown successor,
    `Conflict` where another name is an agency of its own.
    """
    name, aliases = values["name"], tuple(values.get("aliases") or ())
    own = issuer_key(name, None)
    if own is None or not name_key(name):
        raise InvalidValue(f"không phải tên cơ quan: {name} / no name of an agency: {name}")
    if values.get("valid_from") and values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        raise InvalidValue("ngày thôi hoạt động trước ngày thành lập / it ends before it begins")
    heir = values.get("successor_id")
    if heir is not None:
        load_agency(connection, heir)
    row = {"id": own, "kind": values.get("kind") or "office", "symbols": list(values.get("symbols") or ())}
    row |= {"name": name, "aliases": list(aliases), "successor_id": heir, "same_as": None}
    row |= {"valid_from": values.get("valid_from"), "valid_to": values.get("valid_to")}
    _put(connection, row, by, now)
    for alias in aliases:
        _fold(connection, own, name, alias, by, now)
    log_audit(connection, by, "agency.entered", own, {"name": name, "aliases": list(aliases)}, now)
    log_event(connection, "agency.entered", {"agency_id": own}, now)
    return load_agency(connection, own)


def load_agency(connection: Connection, agency_id: str) -> AgencyEntry:
    """One agency, by its id or that of another name of it; `NotFound` where there is none."""
    row = connection.execute(select(AGENCY).where(AGENCY.c.id == agency_id)).mappings().first()
    if row is None:
        raise NotFound(agency_id)
    return load_agency(connection, row["same_as"]) if row["same_as"] else _entry(row)


def find_agencies(connection: Connection, name: str | None, on: date | None) -> list[AgencyEntry]:
    """Agencies, by name: by all of its words, with or without marks; with `on`, those in office that day."""
    rows = connection.execute(select(AGENCY).where(AGENCY.c.same_as.is_(None)).order_by(AGENCY.c.id)).mappings()
    found = [_entry(row) for row in rows]
    if name is not None:
        wanted, key = name_key(name).split(), issuer_key(name, None)
        found = [entry for entry in found if entry.id == key or _has_words(entry, wanted)]
    return [entry for entry in found if on is None or entry.in_office(on)]


def in_charge(connection: Connection, agency_id: str, on: date) -> AgencyEntry:
    """The agency itself while in office, else who had taken over its work by the day, through any number of mergers."""
    found = load_agency(connection, agency_id)
    for _ in range(HEIRS):
        if found.valid_to is None or found.valid_to >= on or found.successor_id is None:
            break
        found = load_agency(connection, found.successor_id)
    return found


def _put(connection: Connection, row: dict[str, Any], by: str, now: datetime) -> None:
    told = row | {"source": OPERATOR, "added_by": by, "added_at": now}
    if connection.execute(select(AGENCY.c.id).where(AGENCY.c.id == row["id"])).first() is None:
        insert_rows(connection, AgencyRow, [told])
    else:
        connection.execute(update(AGENCY).where(AGENCY.c.id == row["id"]).values(told))


def _fold(connection: Connection, own: str, name: str, alias: str, by: str, now: datetime) -> None:
    key = issuer_key(alias, None)
    if key is None or key == own:
        return
    row = connection.execute(select(AGENCY).where(AGENCY.c.id == key)).first()
    if row is not None and row.same_as is None:
        raise Conflict(f"“{alias}” là một cơ quan khác ({key}) / “{alias}” is another agency ({key})")
    told = {"id": key, "name": alias, "kind": "alias", "aliases": [], "symbols": [], "same_as": own}
    _put(connection, told, by, now)
    rekey_issuer(connection, key, own, name, now)


def _has_words(entry: AgencyEntry, wanted: Iterable[str]) -> bool:
    forms = [f" {name_key(form)} " for form in (entry.name, *entry.aliases)]
    return any(all(f" {word} " in form for word in wanted) for form in forms)


def _entry(row: Any) -> AgencyEntry:
    values = {name: row[name] for name in AgencyEntry.__dataclass_fields__}
    return AgencyEntry(**values | {name: tuple(values[name]) for name in ("aliases", "symbols")})


def _label(connection: Connection, key: str) -> str:
    named = select(DISPATCH.c.issuer).where(DISPATCH.c.issuer_key == key, DISPATCH.c.issuer.is_not(None)).limit(1)
    return str(connection.execute(named).scalar() or key)


@cache
def _shipped() -> tuple[dict[str, Any], ...]:
    """Central agencies, and people's committees and councils of the provinces."""
    kinds = ("Ủy ban nhân dân", "Hội đồng nhân dân")
    local = (agency(f"{kind} {place.type} {place.name}") for place in provinces().values() for kind in kinds)
    bodies = {body.id: body for body in (*agencies().values(), *filter(None, local))}
    return tuple(_row(body) for body in bodies.values())


def _row(body: Agency) -> dict[str, Any]:
    names = ("id", "name", "kind", "valid_from", "valid_to")
    heir = body.successor_id
    if heir and ":" in heir:
        kind, _, place = heir.partition(":")
        found = provinces()[place]
        after = agency(f"{'Ủy ban nhân dân' if kind == 'ubnd' else 'Hội đồng nhân dân'} {found.type} {found.name}")
        heir = after.id if after else None
    told = {name: getattr(body, name) for name in names}
    return told | {"aliases": list(body.aliases), "symbols": list(body.symbols), "successor_id": heir}


@cache
def _edition() -> str:
    """Names what the program brings, so that another edition is put in once; districts are part of it."""
    districts = files("corpus").joinpath("data/districts.csv").read_text("utf-8")
    told = json.dumps(_shipped(), default=str, sort_keys=True) + districts
    return hashlib.sha256(told.encode()).hexdigest()[:12]
