"""Files with a password (tệp có mật khẩu): read with it, and their pages shown; it is written down nowhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from api.intake import SOON
from api.page_images import DRAWABLE, WIDTHS, draw
from api.refusals import NotEncrypted
from api.service import Service
from api.stored import local_or_bytes
from corpus.batch import Item
from corpus.document import DocumentView
from corpus.filing import Filing
from corpus.refusals import NotFound
from ingest.options import ReadOptions
from ingest.protocol import Inner
from ingest.received import check_crowd

LOCKED = frozenset({"encrypted", "wrong_password"})
"""Problems that a password may cure."""

OPENED = "opened_with_password"
"""Note of a reading whose original stays locked: to draw its pages, the password is needed again."""


def item_of(service: Service, batch_id: str, item_id: str) -> Item:
    """The item, if it belongs to that batch; NotFound otherwise."""
    item = service.corpus.item(item_id)
    if item.batch_id != batch_id:
        raise NotFound(item_id)
    return item


def awaits_password(item: Item) -> bool:
    """Whether it was returned for want of the right password."""
    return item.state == "returned" and item.problem is not None and item.problem.type in LOCKED


def unlock_item(service: Service, item_id: str, password: str) -> Filing:
    """Reads the returned file with this password and files what comes of it, be it `wrong_password` again.

    Raises NotEncrypted for a file that was not returned for want of one. The work happens here, not in the
    queue, because the queue would keep the password on disk. The item waits again only once its reading is there,
    so that no worker tries it without the password in between. A password that fits is held for the page images.
    """
    item = service.corpus.item(item_id)
    if not awaits_password(item):
        raise NotEncrypted
    options = replace(service.settings.read_options, password=password)
    original = local_or_bytes(service.corpus, item.sha256)
    reading = service.pool.read(original, item.name, item.path, options, urgency=SOON)
    if reading.problem is None:
        service.keys.hold(item.sha256, password)
    if reading.members:
        check_crowd(service.corpus, item, len(reading.members), options.limits)
        _receive_members(service, item, original, options)
    service.corpus.retry_item(item_id)
    return service.corpus.file(item_id, replace(reading, notes=(*reading.notes, OPENED)))


def is_locked(view: DocumentView) -> bool:
    """Whether the pages of this document can be shown only with its password."""
    return view.summary.media_type in DRAWABLE and OPENED in view.reading.get("notes", ())


def open_pages(service: Service, view: DocumentView, password: str) -> None:
    """Hold the password, so that the pages can be shown, if it opens the file.

    Raises NotEncrypted for a document without one, WrongPassword, and what else may come of drawing a page.
    """
    if not is_locked(view):
        raise NotEncrypted
    draw(service, view.summary.sha256, 1, WIDTHS[0], password)
    service.keys.hold(view.summary.sha256, password)


def _receive_members(service: Service, item: Item, original: bytes | Path, options: ReadOptions) -> None:
    """What a container holds becomes items of the same batch, as the engine does it."""
    received: list[Item] = []

    def take(member: Inner) -> None:
        corpus = service.corpus
        received.append(corpus.receive(item.batch_id, member.name, member.path, member.data, parent=item.id))

    service.pool.members(original, item.name, item.path, options, take)
    service.engine.queue.submit(received)
