"""`vanthu ingest`: files into the register, with a progress bar; then the register's lines and the balance."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands.items import PAGE, items_of
from api.commands.register import print_register
from api.commands.terminal import Terminal, terminal
from api.service import Service, open_service
from corpus.batch import Batch, BatchView
from corpus.corpus import Corpus
from ingest.intake import FoundFile, find_files

SOURCE = "ingest"
LOOK_EVERY = 0.2


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False)],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME")] = None,
    once: Annotated[bool, typer.Option("--once")] = False,
) -> int:
    """Take in what is at the paths and wait until every file has its outcome; 1 when one was refused."""
    here = terminal(context)
    found = list(find_files(paths))
    files = [file for file in found if file.problem is None]
    for file in found:
        if file.problem is not None:
            here.refuse(file.problem.type, here.pick(file.problem.title, file.problem.title_en), file.path)
    if not files:
        return 1
    with open_service(here.settings) as service:
        batch_id = take_in(service, files, name or batch_name(paths), once=once)
        view = _await_outcomes(here, service, batch_id)
        print_register(here, service.corpus, batch_id)
    return 1 if view.balance.returned or len(files) < len(found) else 0


def batch_name(paths: Sequence[Path]) -> str:
    """What a batch is called unless told: the places it came from."""
    return ", ".join(str(path.absolute()) for path in paths)


def take_in(service: Service, files: Sequence[FoundFile], name: str, *, once: bool) -> str:
    """Receive and queue the files; the id of their batch.

    With `once`, an earlier batch of that name is gone on with: if it was cut short it is completed, if it was closed
    only files it does not hold yet make a batch of their own, and none if there are none.
    """
    earlier = _earlier(service.corpus, name) if once else None
    batch = earlier
    if earlier is not None and earlier.state == "closed":
        held = {_key(item.path, item.sha256) for item in items_of(service.corpus, earlier.id)}
        files = [file for file in files if _key(file.path, _sha256(file)) not in held]
        if not files:
            return earlier.id
        batch = None
    if batch is None:
        batch = service.corpus.create_batch(name, SOURCE)
    for file in files:
        key = _key(file.path, _sha256(file))
        item = service.corpus.receive(batch.id, file.name, file.path, file=file.file, key=key)
        if item.state == "stored":
            service.engine.submit(batch.id, item.id, item.priority)
    service.corpus.close_batch(batch.id)
    return batch.id


def _earlier(corpus: Corpus, name: str) -> Batch | None:
    """The newest batch that came from the same place and was not cancelled."""
    cursor: str | None = None
    while True:
        page = corpus.batches(cursor, PAGE)
        for batch in page.items:
            if batch.source == SOURCE and batch.name == name and batch.state != "cancelled":
                return batch
        cursor = page.next_cursor
        if cursor is None:
            return None


def _key(path: str, sha256: str) -> str:
    return f"{path}:{sha256}"


def _sha256(file: FoundFile) -> str:
    with file.file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _await_outcomes(here: Terminal, service: Service, batch_id: str) -> BatchView:
    """The batch once nothing of it is pending."""
    with here.progress() as progress:
        task = progress.add_task(here.say("cli.progress.filing"), total=None)
        while True:
            view = service.corpus.batch(batch_id)
            balance = view.balance
            progress.update(task, total=balance.received, completed=balance.received - balance.pending)
            if balance.settled:
                return view
            time.sleep(LOOK_EVERY)
