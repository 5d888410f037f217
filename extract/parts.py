"""Parts (thể thức) of one dispatch: head, what stands below it, recipients, signature, annexes.

`extract.page_parts` finds them on pages, `extract.plain_parts` in plain text.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.row import Row
from extract.span import Span
from extract.text import Text


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows of one dispatch by part. In plain text `left` and `right` are the same rows."""

    text: Text
    span: Span
    left: tuple[Row, ...]
    """The issuer's side of the head: superior body, issuer, number, V/v."""
    right: tuple[Row, ...]
    """The nation's side: quốc hiệu, tiêu ngữ, place and date."""
    below: tuple[Row, ...]
    """From the name of the type, or Kính gửi, to the tail."""
    recipients: tuple[Row, ...]
    signing: tuple[Row, ...]
    annexes: tuple[Row, ...]
    """Headings of annexes (phụ lục)."""
    paged: bool
    main_end: int
    """Where the annexes begin, or the span ends."""
    arrived: tuple[Row, ...] = ()
    """The rows of an arrival stamp read apart, on pages only."""
