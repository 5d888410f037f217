"""The tables (bảng), one room per noun; `METADATA` holds them all."""

from corpus.tables import citations, documents, dossiers, intake, logs, registers, terms, works
from corpus.tables.base import METADATA

__all__ = ["METADATA", "citations", "documents", "dossiers", "intake", "logs", "registers", "terms", "works"]
