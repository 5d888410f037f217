"""Everything a PDF holds (nội dung tệp PDF): pages, tables, form values, and whether it carries files."""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.reading import Json
from extract.page import Page
from ingest.attachments import count_attachments
from ingest.continued import join_tables
from ingest.forms import read_forms
from ingest.options import ReadOptions
from ingest.pages import PageReader
from ingest.pdf import has_valid_table, open_pdf
from ingest.problems import Damaged, NoPages, Refusal
from ingest.quick import uncollected
from ingest.repeated import agree_on_marks
from ingest.rescue import rebuild
from ingest.tables import Table


@dataclass(frozen=True, slots=True)
class Content:
    """What was read; without `ReadOptions.text` only the pages are counted."""

    page_count: int
    pages: tuple[Page, ...] = ()
    tables: tuple[Json, ...] = ()
    forms: tuple[Json, ...] = ()
    carries_files: bool = False
    notes: tuple[str, ...] = ()


RESCUED = "rescued"
"""Note of a file that was damaged: what is left of it was read, something may be missing."""


def read_pdf(data: bytes, options: ReadOptions) -> Content:
    """The content of a PDF; raises the refusals of `open_pdf`, Damaged for a page that cannot be loaded.

    Of a damaged file the pages that are left are read, and `RESCUED` is noted.
    """
    try:
        return _read(data, options)
    except (Damaged, NoPages):
        rest = _rest(data, options) if options.text else None
        if rest is None:
            raise
        return rest


def _rest(data: bytes, options: ReadOptions) -> Content | None:
    """What a copy with a new page tree yields, if that is a single word at least."""
    copy = rebuild(data)
    if copy is None:
        return None
    try:
        content = _read(copy, options)
    except Refusal:
        return None
    if not any(page.lines for page in content.pages):
        return None
    return replace(content, carries_files=False, notes=(RESCUED,))


def _read(data: bytes, options: ReadOptions) -> Content:
    with uncollected(), open_pdf(data, options) as document:
        count = len(document)
        if not options.text:
            return Content(count)
        forms = read_forms(document)
        reader = PageReader(document, data, options)
        pages, tables = [], list[Table]()
        for index in range(count):
            page, found = reader.read(index)
            pages.append(page)
            tables += found
        files = count_attachments(document) > 0 or reader.file_annotations > 0
        notes = () if has_valid_table(document) else (RESCUED,)
    return Content(count, agree_on_marks(pages), join_tables(tables), forms, files, notes)
