"""The register of arrivals as a page (sổ đăng ký văn bản đến): the statutory columns, to be filled in and printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from api.deps import SAME_SITE, CorpusDep
from api.pages.shell import render
from api.pages.typed import TypedIn, day_typed, text_typed
from corpus.arrival import Arrival, Book
from corpus.document import DispatchView
from corpus.exports import REGISTER_COLUMNS, register_rows

router = APIRouter()
LINES = 50
MOST = 5000
"""Entries on one page, to be printed."""
NumberIn = Annotated[str, Query(max_length=9)]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry and its ten columns."""

    arrival: Arrival
    cells: Sequence[Any]


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """The entries of one book from `first` to `last`; `before` and `after` are where the pages around begin."""

    columns: tuple[str, ...]
    books: tuple[Book, ...]
    book: Book | None
    first: int
    last: int
    entries: tuple[Entry, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class EntryPage:
    """One entry, to be filled in."""

    arrival: Arrival
    dispatch: DispatchView | None


@router.get("/register")
def show_register(
    request: Request,
    corpus: CorpusDep,
    year: NumberIn = "",
    office: Annotated[str, Query(max_length=300)] = "",
    first: Annotated[str, Query(max_length=9, alias="from")] = "",
    last: Annotated[str, Query(max_length=9, alias="to")] = "",
) -> HTMLResponse:
    """The newest numbers of the newest year, unless told; numbers that are none are not told."""
    books = corpus.books()
    book = next((one for one in books if one.office == office and year in ("", str(one.year))), None)
    page = RegisterPage(REGISTER_COLUMNS, books, None, 1, 0, (), None, None)
    if book is None:
        return render(request, "register.html", "register", page)
    begin = min(_number(first) or max(1, (_number(last) or book.last) - LINES + 1), book.last)
    end = min(_number(last) or begin + LINES - 1, book.last, begin + MOST - 1)
    found = corpus.entries(book, begin, end)
    cells = zip((arrival for arrival, _ in found), register_rows(found), strict=True)
    page = RegisterPage(
        REGISTER_COLUMNS,
        books,
        book,
        begin,
        end,
        tuple(Entry(arrival, row) for arrival, row in cells),
        max(1, begin - LINES) if begin > 1 else None,
        end + 1 if end < book.last else None,
    )
    return render(request, "register.html", "register", page)


@router.get("/register/{arrival_id}")
def show_entry(request: Request, arrival_id: str, corpus: CorpusDep) -> HTMLResponse:
    """The columns a clerk writes, and the way to strike it out."""
    return render(request, "entry.html", "register", EntryPage(*corpus.arrival(arrival_id)))


@router.post("/register/{arrival_id}", dependencies=[SAME_SITE])
def fill_in(
    arrival_id: str,
    corpus: CorpusDep,
    by: TypedIn,
    recipient: TypedIn = "",
    forwarded_on: TypedIn = "",
    received_by: TypedIn = "",
    note: TypedIn = "",
) -> Response:
    """Then back to where it stands in the register."""
    texts = {"recipient": recipient, "received_by": received_by, "note": note}
    values: dict[str, str | date | None] = {name: typed.strip() or None for name, typed in texts.items()}
    values["forwarded_on"] = day_typed(forwarded_on)
    found = corpus.annotate_arrival(arrival_id, values, text_typed(by, "by"))
    return _back(found)


@router.post("/register/{arrival_id}/void", dependencies=[SAME_SITE])
def void(arrival_id: str, corpus: CorpusDep, reason: TypedIn, by: TypedIn) -> Response:
    """It stays where it is, struck out."""
    return _back(corpus.void_arrival(arrival_id, text_typed(reason, "reason"), text_typed(by, "by")))


@router.post("/documents/{document_id}/arrival", dependencies=[SAME_SITE])
def enter(document_id: str, corpus: CorpusDep, by: TypedIn) -> Response:
    """Give a number to a document that has none."""
    return _back(corpus.register_document(document_id, text_typed(by, "by")))


def _back(arrival: Arrival) -> Response:
    first = max(1, arrival.number - LINES // 2)
    query = f"year={arrival.year}&from={first}" + (f"&office={quote(arrival.office)}" if arrival.office else "")
    return RedirectResponse(f"/register?{query}#{arrival.id}", 303)


def _number(typed: str) -> int:
    return int(typed) if typed.strip().isdecimal() else 0
