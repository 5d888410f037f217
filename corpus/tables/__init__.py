"""The tables (bảng), one room per noun; `METADATA` holds them all."""

from corpus.tables import (
    agencies,
    citations,
    documents,
    dossiers,
    intake,
    jobs,
    logs,
    registers,
    searches,
    terms,
    works,
)
from corpus.tables.base import METADATA

__all__ = [
    "METADATA", "agencies", "citations", "documents", "dossiers", "intake", "jobs", "logs", "registers", "searches",
    "terms", "works",
]  # fmt: skip
