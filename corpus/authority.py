"""Authority (thẩm quyền): who may process or sign, from when to when, by which decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Connection, select, update

from corpus.folding import name_key
from corpus.ids import new_id
from corpus.log import log_audit
from corpus.refusals import InvalidValue, NotFound
from corpus.tables.base import insert_rows, table
from corpus.tables.dossiers import AuthorityRow

AUTHORITY = table(AuthorityRow)
Action = Literal["process", "sign"]


@dataclass(frozen=True, slots=True)
class Authority:
    """One grant; `valid_to` is its last day, None while it lasts; `procedure` None is every procedure."""

    id: str
    person: str
    position: str | None
    organization: str | None
    action: Action
    procedure: str | None
    valid_from: date
    valid_to: date | None
    decision: str
    granted_by: str
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True)
class Permission:
    """The answer to "may this person sign this, on that day?", by which grants, or why not."""

    allowed: bool
    grants: tuple[Authority, ...]
    message: str
    message_en: str

    @property
    def answer(self) -> Literal["yes", "no", "unknown"]:
        """`no` only where a grant is held that does not reach this day; `unknown` where none is held at all."""
        return "yes" if self.allowed else "no" if self.grants else "unknown"


def grant(connection: Connection, values: dict[str, Any], by: str, now: datetime) -> Authority:
    """Write a grant down; `InvalidValue` where it ends before it begins or names no decision."""
    if values.get("valid_to") and values["valid_to"] < values["valid_from"]:
        raise InvalidValue("ngày hết hiệu lực trước ngày bắt đầu / the grant ends before it begins")
    if not values["decision"].strip():
        raise InvalidValue("cần ghi quyết định giao / a grant needs its decision")
    row = values | {"id": new_id("aut", now), "person_key": name_key(values["person"]), "granted_by": by}
    insert_rows(connection, AuthorityRow, [row])
    log_audit(connection, by, "authority.granted", row["id"], {"person": row["person"], "action": row["action"]}, now)
    return _load(connection, row["id"])


def revoke(connection: Connection, authority_id: str, last_day: date, by: str, now: datetime) -> Authority:
    """End a grant after a day; what was done before stays done with authority."""
    found = _load(connection, authority_id)
    if last_day < found.valid_from:
        raise InvalidValue("ngày hết hiệu lực trước ngày bắt đầu / the grant would end before it begins")
    values = {"valid_to": last_day, "revoked_by": by}
    connection.execute(update(AUTHORITY).where(AUTHORITY.c.id == authority_id).values(values))
    log_audit(connection, by, "authority.revoked", authority_id, {"last_day": last_day.isoformat()}, now)
    return _load(connection, authority_id)


def may(connection: Connection, person: str, action: Action, on: date, procedure: str | None = None) -> Permission:
    """Whether a person, by name, may do it on a day, for a procedure or (None) for every one."""
    columns = [AUTHORITY.c[name] for name in Authority.__dataclass_fields__]
    mine = (AUTHORITY.c.person_key == name_key(person)) & (AUTHORITY.c.action == action)
    query = select(*columns).where(mine).order_by(AUTHORITY.c.valid_from)
    every = [Authority(**row) for row in connection.execute(query).mappings()]
    fitting = [found for found in every if found.procedure is None or found.procedure == procedure]
    holding = [
        found for found in fitting if found.valid_from <= on and (found.valid_to is None or on <= found.valid_to)
    ]
    if holding:
        decisions = ", ".join(found.decision for found in holding)
        return Permission(True, tuple(holding), f"Có thẩm quyền theo {decisions}.", f"Authorised by {decisions}.")
    if fitting:
        reason = (
            "Có văn bản giao thẩm quyền này, nhưng không có hiệu lực vào ngày này.",
            "A decision that grants this is held, but it does not hold on this day.",
        )
    else:
        reason = (
            "Chưa xác định được: kho không giữ văn bản nào giao thẩm quyền này.",
            "Unknown: no decision that grants this is held.",
        )
    return Permission(False, tuple(fitting), *reason)


def list_grants(connection: Connection, person: str | None = None, limit: int = 200) -> tuple[Authority, ...]:
    """The table of authority, newest first, perhaps of one person."""
    columns = [AUTHORITY.c[name] for name in Authority.__dataclass_fields__]
    query = select(*columns).order_by(AUTHORITY.c.id.desc()).limit(limit)
    if person is not None:
        query = query.where(AUTHORITY.c.person_key == name_key(person))
    return tuple(Authority(**row) for row in connection.execute(query).mappings())


def _load(connection: Connection, authority_id: str) -> Authority:
    columns = [AUTHORITY.c[name] for name in Authority.__dataclass_fields__]
    row = connection.execute(select(*columns).where(AUTHORITY.c.id == authority_id)).mappings().first()
    if row is None:
        raise NotFound(authority_id)
    return Authority(**row)
