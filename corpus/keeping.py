"""Keeping a reading (lưu kết quả đọc): its dispatches, texts, signatures and citations, and the works they lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, update

from corpus.agency_fold import fold_keys
from corpus.dossier import join_dossiers
from corpus.entries import (
    Values,
    citation_values,
    dispatch_values,
    dispatches_of,
    facts_of_citation,
    facts_of_dispatch,
    leads_on,
    pack_reading,
    provision_values,
    signature_values,
    text_values,
)
from corpus.ids import new_id
from corpus.reading import Reading
from corpus.tables.base import check_row, insert_rows, table
from corpus.tables.citations import CitationRow, CitedProvisionRow
from corpus.tables.documents import DispatchRow, DispatchTextRow, ReadingRow, SignatureRow
from corpus.tables.dossiers import DossierCodeRow
from corpus.terms import learn
from corpus.works import Source, WorkFacts, find_or_make_works, hold_work
from extract.dispatch import Dispatch

DISPATCH = table(DispatchRow)


def add_reading(
    connection: Connection,
    document_id: str,
    version: int,
    reading: Reading,
    now: datetime,
    known: Mapping[int, str] | None = None,
) -> None:
    """The reading and all rows that come of it; each table is written once.

    `known` are dispatches of an earlier reading by position: they keep their ids, which others refer to.
    """
    known = known or {}
    body = {"document_id": document_id, "version": version, "made_at": now, "body": pack_reading(reading)}
    insert_rows(connection, ReadingRow, [body])
    insert_rows(connection, SignatureRow, signature_values(reading, document_id, now))
    dispatches = _rows_of(connection, document_id, reading, now, known)
    works = _Works(connection, dispatches, now)
    for dispatch, row in dispatches:
        row["work_id"] = works.of_dispatch(dispatch)
    insert_rows(connection, DispatchRow, [row for _, row in dispatches if row["position"] not in known])
    for _, row in dispatches:
        if row["position"] in known:
            connection.execute(update(DISPATCH).where(DISPATCH.c.id == row["id"]).values(check_row(DispatchRow, row)))
    texts = [text_values(row["id"], dispatch, reading.text) for dispatch, row in dispatches]
    insert_rows(connection, DispatchTextRow, texts)
    learn(connection, [row for _, row in dispatches])
    for _, row in dispatches:
        facts = facts_of_dispatch(row)
        if row["work_id"] and facts.full:
            hold_work(connection, row["work_id"], document_id, row["id"], facts)
    _add_citations(connection, dispatches, works, reading, now)
    _add_codes(connection, document_id, reading, now)


def _rows_of(
    connection: Connection, document_id: str, reading: Reading, now: datetime, known: Mapping[int, str]
) -> list[tuple[Dispatch, Values]]:
    """Each dispatch and its row, its work still to be found; an issuer goes by the key its agency has."""
    dispatches = [
        (dispatch, dispatch_values(dispatch) | {"id": known.get(at) or new_id("dsp", now), "position": at})
        for at, dispatch in dispatches_of(reading)
    ]
    folds = fold_keys(connection, [row["issuer_key"] for _, row in dispatches])
    for _, row in dispatches:
        row["document_id"] = document_id
        row["issuer_key"] = folds.get(row["issuer_key"] or "", row["issuer_key"])
    return dispatches


def _add_codes(connection: Connection, document_id: str, reading: Reading, now: datetime) -> None:
    """Dossier codes lead to dossiers: the document joins those that are open."""
    found = {code.text: code for dispatch in reading.dispatches for code in dispatch.dossier_codes}
    rows = [
        {"code": text, "document_id": document_id, "unit_code": code.unit_code, "received_on": code.received_on}
        for text, code in found.items()
    ]
    insert_rows(connection, DossierCodeRow, rows)
    if found:
        join_dossiers(connection, document_id, list(found), now)


class _Works:
    """The works of all dispatches and citations of one reading, found or made in one go."""

    def __init__(self, connection: Connection, dispatches: Sequence[tuple[Dispatch, Values]], now: datetime) -> None:
        wanted: list[tuple[WorkFacts | None, Source]] = []
        self.at: dict[int, int] = {}
        for dispatch, row in dispatches:
            self.at[id(dispatch)] = len(wanted)
            facts = facts_of_dispatch(row)
            wanted.append((facts if facts.parsed else None, "filed"))
            wanted += [(facts_of_citation(citation), "cited") for citation in dispatch.citations]
        self.found = find_or_make_works(connection, wanted, now)

    def of_dispatch(self, dispatch: Dispatch) -> str | None:
        """The work the dispatch is."""
        return self.found[self.at[id(dispatch)]]

    def of_citations(self, dispatch: Dispatch) -> list[str | None]:
        """The works cited; one that refers back (`Quyết định nêu trên`) leads where its antecedent leads."""
        first = self.at[id(dispatch)] + 1
        works = self.found[first : first + len(dispatch.citations)]
        for position, citation in enumerate(dispatch.citations):
            before = citation.antecedent
            if before is not None and 0 <= before < position and works[position] is None and leads_on(citation):
                works[position] = works[before]
        return works


def _add_citations(
    connection: Connection,
    dispatches: Sequence[tuple[Dispatch, Values]],
    works: _Works,
    reading: Reading,
    now: datetime,
) -> None:
    rows: list[Values] = []
    provisions: list[Values] = []
    for dispatch, owner in dispatches:
        cited = zip(dispatch.citations, works.of_citations(dispatch), strict=True)
        for position, (citation, work_id) in enumerate(cited):
            row = citation_values(citation, reading.text) | {"id": new_id("ref", now), "work_id": work_id}
            row |= {"document_id": owner["document_id"], "dispatch_id": owner["id"], "position": position}
            rows.append(row)
            if work_id:
                provisions += provision_values(row["id"], work_id, citation.provisions)
    insert_rows(connection, CitationRow, rows)
    insert_rows(connection, CitedProvisionRow, provisions)
