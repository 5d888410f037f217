"""A job (việc định kỳ): work that comes round again, how far it got, and what came of it the last time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, select

from corpus.tables.base import insert_rows, table
from corpus.tables.jobs import JobRow

JOB = table(JobRow)


@dataclass(frozen=True, slots=True)
class Job:
    """One job by its name.

    `mark` names the state of the world it was begun for, where it answers to one (the trust store, say); `cursor` is
    how far it got, so that one cut off goes on there. `failure` is what stopped it the last time.
    """

    name: str
    begun_at: datetime
    mark: str = ""
    cursor: str = ""
    finished_at: datetime | None = None
    outcome: dict[str, Any] = field(default_factory=dict)
    failure: str | None = None


def find_job(connection: Connection, name: str) -> Job | None:
    """How a job stands; None for one that never ran."""
    row = connection.execute(select(JOB).where(JOB.c.name == name)).mappings().first()
    return Job(**row) if row else None


def list_jobs(connection: Connection) -> tuple[Job, ...]:
    """Every job that ever ran, by name."""
    return tuple(Job(**row) for row in connection.execute(select(JOB).order_by(JOB.c.name)).mappings())


def keep_job(connection: Connection, job: Job) -> None:
    """Write down how it stands."""
    connection.execute(delete(JOB).where(JOB.c.name == job.name))
    values = {name: getattr(job, name) for name in ("name", "mark", "cursor", "begun_at", "finished_at", "failure")}
    insert_rows(connection, JobRow, [values | {"outcome": dict(job.outcome)}])
