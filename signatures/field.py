"""A signature field (ô chữ ký) as it was found, and its signature dictionary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from pyhanko.pdf_utils import generic

from signatures.objects import Dict, entry
from signatures.widgets import Box


@dataclass(frozen=True, slots=True, eq=False)
class SignatureField:
    """One signature field, or a signature dictionary no field holds (`found_in` is `bytes`)."""

    name: str
    found_in: Literal["form", "page", "bytes"]
    dictionary: Dict | None
    value: Any
    """The signature dictionary; None for an empty field; anything else for a malformed one."""
    reference: generic.Reference | None
    """Where the signature dictionary stands."""
    page: int | None = None
    """1-based page of its first widget."""
    box: Box | None = None
    problem: str | None = None
    aliases: tuple[str, ...] = ()
    """Other fields that show this very signature: it is one, however many fields point at it."""

    @property
    def sub_filter(self) -> str | None:
        """`/SubFilter` without its slash."""
        value = entry(self.value, "/SubFilter")
        return str(value).lstrip("/") if value is not None else None

    @property
    def is_timestamp(self) -> bool:
        """Whether this is a document timestamp (dấu thời gian tài liệu), no signature."""
        return entry(self.value, "/Type") == "/DocTimeStamp" or self.sub_filter == "ETSI.RFC3161"

    @property
    def is_visible(self) -> bool:
        """Whether its widget takes up room on a page."""
        return self.box is not None and self.box[0] != self.box[2] and self.box[1] != self.box[3]


@dataclass(frozen=True, slots=True, eq=False)
class FoundFields:
    """Every signature field, and how many signature dictionaries lie about outside of every revision."""

    fields: tuple[SignatureField, ...]
    strays: int = 0
