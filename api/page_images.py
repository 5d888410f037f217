"""Images of pages (hình trang): drawn in a reading process, kept in a cache that may be deleted at any time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from api.refusals import NoImage
from api.service import Service
from api.stored import local_or_bytes
from corpus.document import DocumentSummary
from ingest import media

WIDTHS = (400, 1000, 1600, 2400)
"""Widths in pixels that are drawn; others are rounded up, so that the cache stays small."""
SECONDS = 20.0
DRAWABLE = media.IMAGES | {media.PDF}


def page_image(service: Service, document: DocumentSummary, number: int, width: int) -> bytes:
    """WebP of a page, from 1; NoImage where the document has no such page or is neither PDF nor picture."""
    if document.media_type not in DRAWABLE or number > (document.page_count or 0):
        raise NoImage
    wide = next(step for step in WIDTHS if step >= width)
    kept = service.settings.cache / document.sha256[:2] / f"{document.sha256}-{number}-{wide}.webp"
    if kept.is_file():
        return kept.read_bytes()
    drawn: bytes = service.pool.call(
        "ingest.images:render_page", local_or_bytes(service.corpus, document.sha256), number, wide, seconds=SECONDS
    )
    _keep(kept, drawn)
    return drawn


def _keep(file: Path, image: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=file.parent)
    with os.fdopen(handle, "wb") as stream:
        stream.write(image)
    Path(draft).replace(file)
