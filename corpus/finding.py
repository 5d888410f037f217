"""Exact questions of a search (tra theo số, theo bộ lọc): answered by indexed tables, not by the word index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, literal, select, true

from corpus.document import DispatchView
from corpus.documents import DISPATCH, DOCUMENT, VIEW_COLUMNS
from corpus.folding import fold
from corpus.hit import FacetCount
from corpus.lexicon import type_label
from corpus.query import Filters, Fragment, Query, Told
from corpus.reference import ReferenceKey, reference_key
from corpus.scope import Scope
from corpus.terms import issuer_keys, issuer_labels

MOST = 200
"""Own numbers shown before the rest; a bare number is rarely shared by more."""
FACETS = {
    "type": DISPATCH.c.document_type,
    "issuer": DISPATCH.c.issuer_key,
    "year": DISPATCH.c.year,
    "verdict": DOCUMENT.c.verdict,
}
VERDICT_LABELS = {
    "passed": "Hợp lệ", "failed": "Không hợp lệ", "indeterminate": "Chưa xác định", "unsigned": "Không có chữ ký số",
    "unreadable": "Không đọc được",
}  # fmt: skip


def find_by_number(connection: Connection, query: Query, scope: Scope) -> list[DispatchView]:
    """Dispatches whose own number is the one asked for, in full first, then those that begin so or have the parts."""
    conditions = [*filter_conditions(connection, query.filters), *scope.conditions(DOCUMENT, DISPATCH)]
    found: list[DispatchView] = []
    if query.reference and (parsed := reference_key(query.reference)):
        conditions += _told(query.told)
        found += _dispatches(connection, [DISPATCH.c.reference_key == str(parsed), *conditions])
        found += _by_fragment(connection, _fragment_of(parsed), conditions)
    elif query.fragment:
        found += _by_fragment(connection, query.fragment, conditions)
    return list({view.id: view for view in found}.values())[:MOST]


def number_condition(query: Query) -> ColumnElement[bool] | None:
    """The number a query names, in full or by fragments, as one condition; None where it names none."""
    if query.reference and (parsed := reference_key(query.reference)):
        numbered = (DISPATCH.c.reference_key == str(parsed)) | _fragment_condition(_fragment_of(parsed))
        return and_(numbered, *_told(query.told))
    return _fragment_condition(query.fragment) if query.fragment else None


def _told(told: Told | None) -> list[ColumnElement[bool]]:
    """Issued when the citation says or, where that was not read, who knows when."""
    if told is None or told.issued is None:
        return []
    first, last = told.issued.first, told.issued.last
    return [DISPATCH.c.issued_on.is_(None) | DISPATCH.c.issued_on.between(first, last)]


def _fragment_of(key: ReferenceKey) -> Fragment:
    return Fragment(key.number, key.year, tuple(key.symbol.split("-")))


def find_by_filters(
    connection: Connection, query: Query, scope: Scope, offset: int, limit: int, among: Sequence[str] | None
) -> tuple[list[DispatchView], int]:
    """Dispatches that meet the filters, newest first, and how many there are."""
    conditions = _all_conditions(connection, query, scope, among)
    views = _dispatches(connection, conditions, offset, limit)
    total = connection.execute(joined(func.count()).where(*conditions)).scalar_one()
    return views, int(total)


def count_facets(
    connection: Connection, query: Query, scope: Scope, among: Sequence[str] | None
) -> dict[str, tuple[FacetCount, ...]]:
    """Counts per value of each facet, the commonest first."""
    return label_facets(connection, facet_values(connection, query, scope, among))


def facet_values(
    connection: Connection, query: Query, scope: Scope, among: Sequence[str] | None
) -> dict[str, Counter[str]]:
    """How many have each value of each facet; in one pass, as reading the rows is what takes the time."""
    conditions = _all_conditions(connection, query, scope, among)
    rows = connection.execute(joined(*FACETS.values(), func.count()).where(*conditions).group_by(*FACETS.values()))
    counted: dict[str, Counter[str]] = {name: Counter() for name in FACETS}
    for *values, count in rows:
        for name, value in zip(FACETS, values, strict=True):
            if value is not None:
                counted[name][str(value)] += int(count)
    return counted


def label_facets(connection: Connection, counted: Mapping[str, Counter[str]]) -> dict[str, tuple[FacetCount, ...]]:
    """The 20 commonest values of each, with the names people know them by."""
    issuers = issuer_labels(connection) if counted.get("issuer") else {}
    label: dict[str, Callable[[str], str]] = {
        "type": type_label,
        "issuer": lambda key: issuers.get(key, key),
        "year": str,
        "verdict": lambda value: VERDICT_LABELS.get(value, value),
    }
    most = {name: sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:20] for name, found in counted.items()}
    return {
        name: tuple(FacetCount(value, label[name](value), count) for value, count in counts)
        for name, counts in most.items()
    }


def filter_conditions(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """The filters of a query as conditions on dispatches and documents."""
    plain = {
        DISPATCH.c.document_type: filters.document_type,
        DISPATCH.c.year: filters.year,
        DISPATCH.c.urgency: filters.urgency,
        DISPATCH.c.secrecy: filters.secrecy,
        DOCUMENT.c.verdict: filters.verdict,
    }
    conditions: list[ColumnElement[bool]] = [column == value for column, value in plain.items() if value is not None]
    if filters.issuer:
        conditions.append(DISPATCH.c.issuer_key.in_(issuer_keys(connection, filters.issuer)))
    if filters.period and filters.period.first:
        conditions.append(DISPATCH.c.issued_on >= filters.period.first)
    if filters.period and filters.period.last:
        conditions.append(DISPATCH.c.issued_on <= filters.period.last)
    if filters.symbol:
        conditions += [_has_part(part) for part in fold(filters.symbol).upper().replace("/", "-").split("-") if part]
    return conditions


def dispatch_views(connection: Connection, ids: Sequence[str]) -> dict[str, DispatchView]:
    """Views by id, of documents not in the trash."""
    return {view.id: view for view in _dispatches(connection, [DISPATCH.c.id.in_(ids)], limit=len(ids) or 1)}


def _all_conditions(
    connection: Connection, query: Query, scope: Scope, among: Sequence[str] | None
) -> list[ColumnElement[bool]]:
    conditions = [*filter_conditions(connection, query.filters), *scope.conditions(DOCUMENT, DISPATCH)]
    if among is not None:
        conditions.append(DISPATCH.c.id.in_(among))
    return [*conditions, DOCUMENT.c.deleted_at.is_(None)]


def _by_fragment(
    connection: Connection, fragment: Fragment, conditions: list[ColumnElement[bool]]
) -> list[DispatchView]:
    """By number first, which few share; the parts of the symbol in any order: `15 ttg` finds `15/2020/QĐ-TTg`."""
    return _dispatches(connection, [*conditions, _fragment_condition(fragment)], limit=MOST)


def _fragment_condition(fragment: Fragment) -> ColumnElement[bool]:
    wanted = [_has_part(part) for part in fragment.parts]
    if fragment.number is not None:
        wanted.append(DISPATCH.c.number_value == fragment.number)
    if fragment.year is not None:
        wanted.append(DISPATCH.c.year == fragment.year)
    if fragment.type is not None:
        wanted.append(DISPATCH.c.document_type == fragment.type)
    return and_(true(), *wanted)


def _has_part(part: str) -> ColumnElement[bool]:
    """Whether one part of the symbol begins so: `VPCP-KSTT` has VPCP, KSTT and KS."""
    return (literal("-") + DISPATCH.c.symbol_key).contains(f"-{part}", autoescape=True)


def _dispatches(
    connection: Connection, conditions: list[ColumnElement[bool]], offset: int = 0, limit: int = MOST
) -> list[DispatchView]:
    live = DOCUMENT.c.deleted_at.is_(None)
    query = joined(*VIEW_COLUMNS).where(live, *conditions).order_by(DISPATCH.c.document_id.desc(), DISPATCH.c.position)
    return [DispatchView(**row) for row in connection.execute(query.offset(offset).limit(limit)).mappings()]


def joined(*columns: Any) -> Select[Any]:
    """These columns of dispatches beside their documents."""
    return select(*columns).select_from(DISPATCH.join(DOCUMENT, DOCUMENT.c.id == DISPATCH.c.document_id))
