"""`vanthu ingest`: files into the register, with a progress bar; then the register's lines and the balance."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from api.commands.items import PAGE, items_of
from api.commands.kept import faults_told
from api.commands.password import AskPassword, ask_password
from api.commands.register import print_register
from api.commands.terminal import Terminal, terminal
from api.passwords import awaits_password, unlock_item
from api.service import Service, open_service
from corpus.batch import Batch, BatchView
from corpus.corpus import Corpus, open_corpus
from ingest.batch import TakenIn, follow, take_in
from ingest.intake import FoundFile, find_files

SOURCE = "ingest"


def ingest(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", readable=False)],
    name: Annotated[str | None, typer.Option("--name", metavar="NAME")] = None,
    once: Annotated[bool, typer.Option("--once")] = False,
    ask: AskPassword = False,
) -> int:
    """Take in what is at the paths and wait until every file has its outcome; 1 when one was refused."""
    here = terminal(context)
    password = ask_password(here, ask)
    found = list(find_files(paths))
    if all(file.problem for file in found):
        _tell(here, found)
        return 1
    with faults_told(here):
        taken, view = _take_in(here, found, name or batch_name(paths), once=once, password=password)
    _tell(here, taken.refused)
    return 1 if taken.refused or view.balance.returned else 0


def _take_in(
    here: Terminal, found: Sequence[FoundFile], name: str, *, once: bool, password: str | None
) -> tuple[TakenIn, BatchView]:
    if once and password is None and (view := _show_complete(here, found, name)):
        return TakenIn(view.batch.id, 0, tuple(file for file in found if file.problem)), view
    with open_service(here.settings) as service:
        taken = _receive(here, service, found, name, once=once)
        view = _await_outcomes(here, service.corpus, taken.batch_id)
        if password is not None and _unlock(service, taken.batch_id, password):
            view = _await_outcomes(here, service.corpus, taken.batch_id)
        print_register(here, service.corpus, taken.batch_id)
    return taken, view


def _unlock(service: Service, batch_id: str, password: str) -> int:
    """Read what was returned for want of a password with this one, and what comes out of it; how many there were."""
    tried: set[str] = set()
    while locked := [
        item for item in items_of(service.corpus, batch_id) if awaits_password(item) and item.id not in tried
    ]:
        tried.update(item.id for item in locked)
        for item in locked:
            unlock_item(service, item.id, password)
        deque(follow(service.corpus, batch_id), maxlen=0)
    return len(tried)


def batch_name(paths: Sequence[Path]) -> str:
    """What a batch is called unless told: the places it came from."""
    return ", ".join(str(path.absolute()) for path in paths)


def _show_complete(here: Terminal, found: Sequence[FoundFile], name: str) -> BatchView | None:
    """The earlier batch of that name, shown, where it holds all the files, each with its outcome: no engine needed."""
    settings = here.settings
    if not settings.data.is_dir():
        return None
    with open_corpus(settings.database_url, settings.originals, settings.index) as corpus:
        earlier = _earlier(corpus, name)
        if (
            earlier is None
            or earlier.closed_at is None
            or not all(f.problem for f in _not_held(corpus, earlier, found))
        ):
            return None
        view = corpus.batch(earlier.id)
        if not view.balance.settled:
            return None
        print_register(here, corpus, earlier.id)
        return view


def _receive(here: Terminal, service: Service, found: Sequence[FoundFile], name: str, *, once: bool) -> TakenIn:
    """Store and queue the files.

    With `once`, an earlier batch of that name is gone on with: if it was cut short it is completed, if it was closed
    only files it does not hold yet make a batch of their own.
    """
    corpus, batch_id = service.corpus, None
    if once and (earlier := _earlier(corpus, name)):
        found = _not_held(corpus, earlier, found)
        if earlier.closed_at is not None and all(file.problem for file in found):
            return TakenIn(earlier.id, 0, tuple(found))
        batch_id = earlier.id if earlier.closed_at is None else None
    with here.progress() as progress:
        task = progress.add_task(here.say("cli.progress.receiving"), total=len(found))
        return take_in(
            corpus,
            service.engine.queue,
            found,
            name,
            source=SOURCE,
            batch_id=batch_id,
            received=lambda _: progress.advance(task),
        )


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


def _not_held(corpus: Corpus, batch: Batch, found: Sequence[FoundFile]) -> list[FoundFile]:
    """Files that the batch does not hold yet, as told by path and content."""
    held = {(item.path, item.sha256) for item in items_of(corpus, batch.id)}
    return [file for file in found if file.problem or (file.path, _sha256(file)) not in held]


def _sha256(file: FoundFile) -> str:
    """Empty for what vanished in between; receiving it tells why."""
    try:
        with file.file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _await_outcomes(here: Terminal, corpus: Corpus, batch_id: str) -> BatchView:
    """The batch once nothing of it is pending."""
    with here.progress() as progress:
        task = progress.add_task(here.say("cli.progress.filing"), total=None)
        for view in follow(corpus, batch_id):
            balance = view.balance
            progress.update(task, total=balance.received, completed=balance.received - balance.pending)
        return view


def _tell(here: Terminal, files: Sequence[FoundFile]) -> None:
    """Why nothing could be stored of these."""
    for file in files:
        if file.problem is not None:
            here.refuse(file.problem.type, here.pick(file.problem.title, file.problem.title_en), file.path)
