"""The service (dịch vụ): corpus, reading processes and engine, opened together and closed in the right order."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from api.keyring import KeyRing
from api.schedule import retention_of
from api.settings import Settings
from corpus.corpus import Corpus, open_corpus
from ingest.chores import close_uploads, judging_again, retention_run, store_check
from ingest.engine import Engine
from ingest.pool import ReaderPool
from ingest.timetable import Chore


@dataclass(frozen=True, slots=True)
class Service:
    """What routes, pages and commands work with."""

    settings: Settings
    corpus: Corpus
    pool: ReaderPool
    engine: Engine
    keys: KeyRing = field(default_factory=KeyRing)


@contextmanager
def open_service(settings: Settings, *, beside: bool = False) -> Iterator[Service]:
    """Everything open, the engine at work; closed in the opposite order.

    Several processes may open one data folder: the engine of one works, the others wait for it to end,
    except those that were opened to work `beside` it.
    """
    for folder in (settings.data, settings.index, settings.trust, settings.incoming, settings.cache):
        folder.mkdir(parents=True, exist_ok=True)
    with (
        open_corpus(settings.database_url, settings.originals, settings.index) as corpus,
        ReaderPool(settings.workers, settings.limits, settings.trust) as pool,
        open_engine(settings, corpus, pool, beside=beside) as engine,
    ):
        yield Service(settings, corpus, pool, engine)


@contextmanager
def open_engine(settings: Settings, corpus: Corpus, pool: ReaderPool, *, beside: bool = False) -> Iterator[Engine]:
    """The engine, started; stopped at the end, files under way first."""
    url, lead = settings.system_database_url, None if beside else settings.data / "engine.lock"
    engine = Engine(corpus, pool, url, options=settings.read_options, lead=lead, chores=_chores(settings, corpus, pool))
    engine.start()
    try:
        yield engine
    finally:
        engine.stop()


def _chores(settings: Settings, corpus: Corpus, pool: ReaderPool) -> tuple[Chore, ...]:
    every = timedelta(days=settings.check_every_days) if settings.check_every_days else None
    return (
        store_check(corpus, every),
        judging_again(corpus, pool, settings.read_options),
        close_uploads(corpus),
        retention_run(corpus, lambda: retention_of(settings)),
    )
