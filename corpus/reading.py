"""A reading (kết quả đọc): all that one file yielded, not yet stored; and its fixed JSON form."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from typing import Any

from extract.dispatch import Dispatch
from extract.field import Field
from extract.page import Box, Page
from extract.span import Span
from extract.text import Region, Text
from signatures.report import SignatureReport

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """The file itself: name, path that led to it (through archives, with `!`), SHA-256 and size in bytes."""

    name: str
    path: str
    sha256: str
    bytes: int
    media_type: str
    page_count: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was refused: a stable `type`, one sentence in Vietnamese (`title`) and in English (`title_en`)."""

    type: str
    title: str
    title_en: str
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What `read_file` hands back; `problem` is set where the file was refused, and then little else is."""

    source: Source
    problem: Problem | None = None
    text: Text | None = None
    dispatches: tuple[Dispatch, ...] = ()
    signatures: SignatureReport | None = None
    tables: tuple[Json, ...] = ()
    forms: tuple[Json, ...] = ()
    members: tuple[str, ...] = ()
    """Paths of the files found inside this one; each is an item of the same intake."""
    metadata: Json = field(default_factory=dict)
    """Facts told by the carrier, not read from the page: the edXML header, for one."""
    notes: tuple[str, ...] = ()


def to_json(reading: Reading, *, with_text: bool = False) -> Json:
    """The JSON object of the contract; with `with_text`, the canonical text, too."""
    out: Json = {"source": plain(reading.source), "problem": plain(reading.problem)}
    if with_text and reading.text is not None:
        out["text"] = reading.text.content
    if reading.problem is None:
        out["pages"] = [_page(page) for page in reading.text.pages] if reading.text else []
        out["dispatches"] = [plain(dispatch) for dispatch in reading.dispatches]
        for name in ("tables", "forms", "members", "notes", "metadata"):
            if value := getattr(reading, name):
                out[name] = plain(value)
    out["signatures"] = plain(reading.signatures)
    return out


def plain(value: Any) -> Any:
    """Values as JSON: spans become `start` and `end`, boxes lists, `origin` is spelt `from`, dates ISO 8601."""
    if isinstance(value, Region):
        return {"page": value.page, "bbox": plain(value.box)}
    if isinstance(value, Box):
        return [round(edge, 1) for edge in (value.x0, value.top, value.x1, value.bottom)]
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 4)
    if is_dataclass(value):
        return _dataclass(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(item) for item in value]
    return value


def _dataclass(value: Any) -> Json:
    out: Json = {}
    for name in (item.name for item in fields(value)):
        item = getattr(value, name)
        if name == "span":
            out |= {"start": item.start, "end": item.end} if isinstance(item, Span) else {"start": None, "end": None}
        elif name == "origin" and isinstance(value, Field):
            out["from"] = item
        else:
            out[name] = plain(item)
    return out


def _page(page: Page) -> Json:
    size = {"number": page.number, "width": round(page.width, 1), "height": round(page.height, 1)}
    return size | {"text_from": page.text_from, "notes": list(page.notes)}
