"""Files with a password (tệp có mật khẩu): read again with it; it is used once and written down nowhere."""

from __future__ import annotations

from dataclasses import replace

from api.refusals import NotEncrypted
from api.service import Service
from corpus.batch import Item
from corpus.filing import Filing
from corpus.refusals import NotFound

LOCKED = frozenset({"encrypted", "wrong_password"})
"""Problems that a password may cure."""


def item_of(service: Service, batch_id: str, item_id: str) -> Item:
    """The item, if it belongs to that batch; NotFound otherwise."""
    item = service.corpus.item(item_id)
    if item.batch_id != batch_id:
        raise NotFound(item_id)
    return item


def unlock_item(service: Service, item_id: str, password: str) -> Filing:
    """Reads the returned file with this password and files what comes of it, be it `wrong_password` again.

    Raises NotEncrypted for a file that was not returned for want of one. The work happens here, not in the
    queue, because the queue would keep the password on disk.
    """
    item = service.corpus.item(item_id)
    if item.state != "returned" or item.problem is None or item.problem.type not in LOCKED:
        raise NotEncrypted
    options = replace(service.settings.read_options, password=password)
    original = service.corpus.originals.get(item.sha256)
    reading = service.pool.read(original, item.name, item.path, options)
    service.corpus.retry_item(item_id)
    return service.corpus.file(item_id, reading)
