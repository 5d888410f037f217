"""DOCX dispatches (văn bản Word): the text in the order it is read, tables cell by cell; such a file bears no signature
that PAdES knows.

A header made of a borderless table gives its left column first, then its right: each cell is read to its end. A text
box follows the paragraph it is anchored in. Hidden text, as deleted text, is not what the reader of the file sees.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.package import Package
from lxml.etree import XMLSyntaxError

from ingest.docx_fonts import put_into_unicode
from ingest.furniture import is_furniture
from ingest.options import Limits
from ingest.problems import ArchiveBomb, Damaged, OutOfMemory

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "-", f"{_W}softHyphen": ""}
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText"})
_BOX = f"{_W}txbxContent"
_DEEP = 40
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""The same once more, for programs that do not know the first."""
_UNREADABLE = (
    PackageNotFoundError,
    XMLSyntaxError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    KeyError,
    ValueError,
    AttributeError,
    RuntimeError,  # a member that is encrypted, or packed in a way nobody knows
)
"""What the library lets through of a package that is damaged somewhere inside."""


def read_docx(data: bytes, limits: Limits) -> str:
    """The text of the first head and the body: paragraphs as lines, cells as blocks; deleted text stays out, inserted
    text counts.

    Raises Damaged for what is no word-processor file inside, ArchiveBomb where it unpacks beyond the limits.
    """
    _check(data, limits)
    try:
        part = Package.open(io.BytesIO(data)).main_document_part
        styles = _styles(part)
        body = _body(_tree(part, styles))
        return "\n".join((*_head(part, body, styles), *_lines(body, 0))).strip("\n") + "\n"
    except _UNREADABLE as error:
        raise Damaged(f"not a word-processor file: {error}") from error
    except MemoryError as error:
        raise OutOfMemory from error


def _body(tree: Any) -> Any:
    """The body of the main part."""
    body = tree.find(qn("w:body"))
    if body is None:
        raise ValueError("no body")
    return body


def _root(part: Any) -> Any:
    """Templates and files with macros have a content type that the library does not know."""
    return part.element if hasattr(part, "element") else parse_xml(part.blob)


def _styles(part: Any) -> Any:
    """The root of the style sheet, None where there is none."""
    related = (
        relation
        for relation in part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.STYLES and not relation.is_external
    )
    return next((_root(sheet.target_part) for sheet in related if not sheet.is_external), None)


def _tree(part: Any, styles: Any) -> Any:
    """The root of a part, its text in Unicode."""
    root = _root(part)
    put_into_unicode(root, styles)
    return root


def _head(part: Any, body: Any, styles: Any) -> Iterator[str]:
    """What stands above the first page, where it is more than a page number: some keep the letterhead there."""
    section = next(body.iter(qn("w:sectPr")), None)
    if section is None:
        return
    kind = "first" if section.find(qn("w:titlePg")) is not None else "default"
    for reference in section.iterchildren(qn("w:headerReference")):
        head = part.rels.get(reference.get(qn("r:id")))
        if reference.get(qn("w:type")) == kind and head is not None and not head.is_external:
            lines = list(_lines(_tree(head.target_part, styles), 0))
            yield from lines if any(line.strip() and not is_furniture(line) for line in lines) else ()


def _check(data: bytes, limits: Limits) -> None:
    """Sizes as told by the archive; unpacking stops at them."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise Damaged(str(error)) from error
    total = sum(entry.file_size for entry in entries)
    if len(entries) > limits.members or total > min(limits.member_bytes, limits.ratio * len(data) + (1 << 24)):
        raise ArchiveBomb(f"{total} bytes unpacked out of {len(data)}")


def _lines(block: Any, depth: int) -> Iterator[str]:
    """The lines of a body or cell."""
    for child in block.iterchildren():
        if child.tag == f"{_W}p":
            yield from "".join(_runs(child)).split("\n")
            if depth < _DEEP:
                yield from _boxes(child, depth + 1)
        elif child.tag == f"{_W}tbl" and depth < _DEEP:
            yield from _table(child, depth + 1)
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo") and depth < _DEEP:
            yield from _lines(child, depth + 1)


def _table(table: Any, depth: int) -> Iterator[str]:
    """Two columns without a header of their own are a letterhead or a tail; they are read column by column."""
    rows = [list(row.iterchildren(f"{_W}tc")) for row in table.iterchildren(f"{_W}tr")]
    if all(len(row) == 2 for row in rows) and len(rows) <= 4:
        rows = [list(column) for column in zip(*rows, strict=True)]
    for row in rows:
        for cell in row:
            yield from _lines(cell, depth)


def _boxes(node: Any, depth: int) -> Iterator[str]:
    """The lines of the text boxes anchored in a paragraph; number and day often stand in one."""
    for child in node.iterchildren():
        if child.tag == _BOX:
            yield from _lines(child, depth)
        elif child.tag != _FALLBACK and child.tag not in _GONE and isinstance(child.tag, str):
            yield from _boxes(child, depth)


def _runs(node: Any) -> Iterator[str]:
    for child in node.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag in _GONE or child.tag in (_BOX, _FALLBACK) or not isinstance(child.tag, str):
            continue
        elif child.tag != f"{_W}r" or not _is_hidden(child):
            yield from _runs(child)


def _is_hidden(run: Any) -> bool:
    """Whether a run says of itself that it is not shown (`w:vanish`)."""
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(f"{_W}val", "1") not in {"0", "false", "off"}
