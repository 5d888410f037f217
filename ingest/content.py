"""Everything a PDF holds (nội dung tệp PDF): pages, tables, form values, and whether it carries files."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.reading import Json
from extract.page import Page
from ingest.attachments import count_attachments
from ingest.forms import read_forms
from ingest.options import ReadOptions
from ingest.pages import PageReader
from ingest.pdf import open_pdf
from ingest.tables import Table, join_tables


@dataclass(frozen=True, slots=True)
class Content:
    """What was read; without `ReadOptions.text` only the pages are counted."""

    page_count: int
    pages: tuple[Page, ...] = ()
    tables: tuple[Json, ...] = ()
    forms: tuple[Json, ...] = ()
    carries_files: bool = False


def read_pdf(data: bytes, options: ReadOptions) -> Content:
    """The content of a PDF; raises the refusals of `open_pdf`, Damaged for a page that cannot be loaded."""
    with open_pdf(data, options) as document:
        count = len(document)
        if not options.text:
            return Content(count)
        forms = read_forms(document)
        reader = PageReader(document, options)
        pages, tables = [], list[Table]()
        for index in range(count):
            page, found = reader.read(index)
            pages.append(page)
            tables += found
        files = count_attachments(document) > 0 or reader.file_annotations > 0
    return Content(count, tuple(pages), join_tables(tables), forms, files)
