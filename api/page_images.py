"""Images of pages (hình trang): drawn in a reading process, kept in a cache that may be deleted at any time.

Pages of a file with a password are drawn anew each time: no picture of theirs is written down.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from api.refusals import NoImage
from api.service import Service
from api.stored import local_or_bytes
from corpus.document import DocumentView
from extract.page import turns_of
from ingest import media

WIDTHS = (400, 1000, 1600, 2400)
"""Widths in pixels that are drawn; others are rounded up, so that the cache stays small."""
SECONDS = 20.0
DRAWABLE = media.IMAGES | {media.PDF}


@dataclass(frozen=True, slots=True)
class PageImage:
    """WebP; `secret` where the file is one with a password."""

    webp: bytes
    secret: bool = False


def page_image(service: Service, view: DocumentView, number: int, width: int) -> PageImage:
    """The image of a page, from 1, as it was turned to be read; NoImage where the document has no such page or is
    neither PDF nor picture, and Encrypted where its password is not held."""
    document = view.summary
    if document.media_type not in DRAWABLE or number > (document.page_count or 0):
        raise NoImage
    wide = next(step for step in WIDTHS if step >= width)
    turns = turns_of(_notes(view, number))
    password = service.keys.find(document.sha256)
    if password is not None:
        return PageImage(draw(service, document.sha256, number, wide, password, turns), secret=True)
    turned = f"-{turns}" if turns else ""
    kept = service.settings.cache / document.sha256[:2] / f"{document.sha256}-{number}-{wide}{turned}.webp"
    if not kept.is_file():
        _keep(kept, draw(service, document.sha256, number, wide, None, turns))
    return PageImage(kept.read_bytes())


def _notes(view: DocumentView, number: int) -> tuple[str, ...]:
    pages = view.reading.get("pages", [])
    return tuple(next((page.get("notes", ()) for page in pages if page["number"] == number), ()))


def draw(service: Service, sha256: str, number: int, width: int, password: str | None = None, turns: int = 0) -> bytes:
    """WebP of a page, drawn now; raises the refusals of `ingest.images.render_page`."""
    options = replace(service.settings.read_options, password=password)
    original = local_or_bytes(service.corpus, sha256)
    drawn: bytes = service.pool.call(
        "ingest.images:render_page", original, number, width, options=options, turns=turns, seconds=SECONDS
    )
    return drawn


def _keep(file: Path, image: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(image)
    Path(draft).replace(file)
