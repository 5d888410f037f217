"""The catalogue of works (danh mục văn bản): seen, counted, settled by a person, seeded from a list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, func, select, update

from corpus.log import log_audit
from corpus.refusals import Conflict, InvalidValue, NotFound
from corpus.tables.base import table
from corpus.tables.citations import CitationRow
from corpus.tables.works import WorkRow
from corpus.work import WorkView
from corpus.works import WorkFacts, bind_around, candidates, find_or_make_works

CITATION, WORK = table(CitationRow), table(WorkRow)
COLUMNS = ("reference", "issued_on", "issuer", "document_type", "title")
"""Of a list of works in CSV; the first is needed, or the last."""
DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
LONGEST = 1000
"""Characters of one value; what is longer would fit in no index."""


def view_works(connection: Connection, ids: Sequence[str]) -> list[WorkView]:
    """Works by id, with how often each is cited and, where it is ambiguous, what it may mean."""
    rows = connection.execute(select(WORK).where(WORK.c.id.in_(ids))).mappings().all()
    cited = cited_counts(connection, ids)
    return [_view(connection, row, cited.get(row["id"], 0)) for row in rows]


def cited_counts(connection: Connection, ids: Sequence[str]) -> dict[str, int]:
    """Citations that lead to each work, through the partial ones bound to it, too."""
    root = func.coalesce(WORK.c.bound_to, WORK.c.id)
    query = select(root, func.count()).join(CITATION, CITATION.c.work_id == WORK.c.id)
    query = query.where(WORK.c.id.in_(ids) | WORK.c.bound_to.in_(ids)).group_by(root)
    return {row[0]: int(row[1]) for row in connection.execute(query)}


def most_relied_on(connection: Connection, *, held: bool | None, limit: int) -> list[WorkView]:
    """Works cited most, first; with `held` false, those worth getting. Reads all citations: a report, not a page."""
    root, target = func.coalesce(WORK.c.bound_to, WORK.c.id), WORK.alias()
    query = select(root.label("id"), func.count().label("times")).join(CITATION, CITATION.c.work_id == WORK.c.id)
    counted = query.group_by(root).subquery()
    listed = select(counted.c.id).join(target, target.c.id == counted.c.id)
    if held is not None:
        listed = listed.where(target.c.document_id.is_not(None) if held else target.c.document_id.is_(None))
    ids = list(connection.execute(listed.order_by(counted.c.times.desc(), counted.c.id).limit(limit)).scalars())
    views = {view.id: view for view in view_works(connection, ids)}
    return [views[found] for found in ids]


def settle_work(connection: Connection, partial_id: str, full_id: str | None, by: str, now: datetime) -> WorkView:
    """A person says which work an ambiguous one means (or, with None, leaves it to the rule again)."""
    rows = {
        row["id"]: row
        for row in connection.execute(select(WORK).where(WORK.c.id.in_([partial_id, full_id]))).mappings()
    }
    if partial_id not in rows or (full_id is not None and full_id not in rows):
        raise NotFound(partial_id if partial_id not in rows else full_id)
    if full_id is not None and (full_id == partial_id or rows[full_id]["bound_to"]):
        raise Conflict("đó là chính nó, hoặc lại chỉ một văn bản khác / that is itself, or means yet another work")
    before = rows[partial_id]["bound_to"]
    values = {"bound_to": full_id, "bound_by": by if full_id else None, "ambiguous": False}
    connection.execute(update(WORK).where(WORK.c.id == partial_id).values(values))
    if full_id is None:
        found = rows[partial_id]
        bind_around(connection, {found["reference_key"]} - {None}, {found["title_key"]} - {None})
    log_audit(connection, by, "work.settled", partial_id, {"from": before, "to": full_id}, now)
    return view_works(connection, [partial_id])[0]


def import_works(connection: Connection, text: str, now: datetime) -> int:
    """Seed what is known from CSV with a header (`reference,issued_on,issuer,document_type,title`); how many are new.

    `InvalidValue` names the line that is wrong; then nothing is imported.
    """
    try:
        rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    except csv.Error as error:
        raise InvalidValue(f"không phải CSV / no CSV: {error}") from error
    facts = [_facts(line, row) for line, row in enumerate(rows, 2)]
    before = int(connection.execute(select(func.count()).select_from(WORK)).scalar_one())
    find_or_make_works(connection, [(found, "imported") for found in facts], now)
    return int(connection.execute(select(func.count()).select_from(WORK)).scalar_one()) - before


def _facts(line: int, row: dict[str, str]) -> WorkFacts:
    if unknown := set(row) - set(COLUMNS):
        strange = ", ".join(sorted(map(str, unknown)))
        raise InvalidValue(f"dòng {line}: không có cột {strange} / line {line}: unknown column {strange}")
    values = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    if any(value and len(value) > LONGEST for value in values.values()):
        raise InvalidValue(f"dòng {line}: dài quá {LONGEST} ký tự / line {line}: longer than {LONGEST} characters")
    issued_on = _day(values.pop("issued_on"), line)
    facts = WorkFacts(values["reference"], issued_on, values["issuer"], values["document_type"], values["title"])
    if facts.key is None:
        raise InvalidValue(f"dòng {line}: không có số lẫn tên / line {line}: neither a number nor a title")
    return facts


def _day(typed: str | None, line: int) -> date | None:
    """`2025-05-09`, or `9/5/2025` as spreadsheets in Vietnam write it."""
    if typed is None:
        return None
    parts = DAY_FIRST.fullmatch(typed)
    try:
        return date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else date.fromisoformat(typed)
    except ValueError as error:
        raise InvalidValue(f"dòng {line}: không phải ngày: {typed} / line {line}: not a date: {typed}") from error


def _view(connection: Connection, row: RowMapping, cited: int) -> WorkView:
    own = {"candidates", "cited_by"}
    values = {name: row[name] for name in WorkView.__dataclass_fields__ if name not in own}
    choices = tuple(found["id"] for found in candidates(connection, row)) if row["ambiguous"] else ()
    return WorkView(**values, candidates=choices, cited_by=cited)
