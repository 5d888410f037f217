"""Jobs: what came round is listed, and one that went wrong shows in the health of the service."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from api.health import check_jobs
from api.routes.jobs import list_jobs
from corpus.corpus import Corpus, open_corpus
from corpus.job import Job

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """A register where one job went well."""
    with open_corpus(f"sqlite:///{tmp_path}/vanthu.db", str(tmp_path / "originals")) as corpus:
        corpus.keep_job(Job("close_uploads", AT, finished_at=AT, outcome={"closed": 0}))
        yield corpus


def test_what_came_round_is_told(corpus: Corpus) -> None:
    """By name, with what came of it."""
    corpus.keep_job(Job("storage_check", AT, finished_at=AT, outcome={"faults": ["original_missing ab"]}))
    listed = list_jobs(corpus)
    assert [job.name for job in listed.items] == ["close_uploads", "storage_check"]
    assert listed.items[1].outcome == {"faults": ["original_missing ab"]}


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"outcome": {"faults": []}}, "ok"),
        ({"outcome": {"faults": ["original_missing ab"]}}, "degraded"),
        ({"failure": "ValueError: no"}, "degraded"),
    ],
)
def test_what_went_wrong_shows(corpus: Corpus, told: dict[str, object], status: str) -> None:
    """A fault that was found, and a job that could not be done."""
    corpus.keep_job(Job("storage_check", AT, finished_at=AT, **told))  # type: ignore[arg-type]
    assert check_jobs(SimpleNamespace(corpus=corpus)).status == status  # type: ignore[arg-type]
