"""Taking in an upload (tiếp nhận): every file received before the first is read, then the batch goes to work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from api.messages import Lang, say
from api.pages.shell import moment
from api.receipts import turn
from api.service import Service
from api.upload import Upload, UploadLimits
from corpus.batch import Batch
from corpus.receipt import Receipt

ROUTE = "POST /batches"
NAME_LENGTH = 200
FEW = 10
SOON = 1
"""Priority of a few files a clerk waits for: they overtake bulk runs."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The batch an upload became; `repeated` when an earlier request with its key had done it."""

    batch_id: str
    repeated: bool


def upload_limits(service: Service) -> UploadLimits:
    """The caps of one upload."""
    return UploadLimits(service.settings.max_upload_bytes, service.settings.max_upload_files)


def take_upload(service: Service, upload: Upload, key: str | None, now: datetime, lang: Lang) -> Taken:
    """The upload as a batch whose files are queued. With a key, a repeat gives the same batch,
    and one that a killed process left half-done is completed, no file twice."""
    if key is None:
        return Taken(_receive(service, upload, _open_batch(service, upload, now, lang).id), repeated=False)
    with turn(service.corpus, ROUTE, key) as mine:
        receipt = mine.find(upload.sha256)
        if receipt is None:
            receipt = Receipt(upload.sha256, _open_batch(service, upload, now, lang).id)
            mine.keep(receipt)
        elif service.corpus.batch(receipt.batch_id).batch.closed_at is not None:
            return Taken(receipt.batch_id, repeated=True)
        return Taken(_receive(service, upload, receipt.batch_id, mine.go_on), repeated=False)


def is_small(upload: Upload) -> bool:
    """Whether someone is waiting for these few files; archives may hold any number."""
    return len(upload.files) <= FEW and not any(found.name.lower().endswith(".zip") for found in upload.files)


def _open_batch(service: Service, upload: Upload, now: datetime, lang: Lang) -> Batch:
    given = " ".join(upload.values.get("name", "").split())[:NAME_LENGTH]
    return service.corpus.create_batch(given or say("upload.default_name", lang, time=moment(now)), "upload")


def _receive(service: Service, upload: Upload, batch_id: str, go_on: Callable[[], None] | None = None) -> str:
    """Every file, then the batch is closed and queued; `go_on` is called before each of them."""
    priority = SOON if is_small(upload) else 0
    receive = service.corpus.receive
    items = []
    for position, found in enumerate(upload.files):
        if go_on is not None:
            go_on()
        key = f"upload-{position}"
        items.append(receive(batch_id, found.name, found.path, file=found.file, priority=priority, key=key))
    service.corpus.close_batch(batch_id)
    service.engine.queue.submit(items)
    return batch_id
