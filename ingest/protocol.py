"""What a reading process is asked and what it answers (giao thức); values that travel between processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ingest.problems import Refusal

SEPARATOR = "!"
"""Between the path of a container and that of a file inside it."""


@dataclass(frozen=True, slots=True)
class Request:
    """Call `target` (`module:function`), with at most `memory` bytes for the process."""

    target: str
    args: tuple[Any, ...]
    memory: int
    keywords: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the call gave back, or the refusal it raised, or (`fault`) the traceback of an error nobody foresaw."""

    resident: int
    """Bytes the process holds for itself after the call."""
    value: Any = None
    refusal: Refusal | None = None
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Sent before the answer, once for each value of a generator: what is large comes piece by piece."""

    value: Any


@dataclass(frozen=True, slots=True)
class Inner:
    """A file found inside another, on its way out of the process that unpacked it."""

    name: str
    path: str
    """`lo.zip!thang-3/cong-van.pdf`"""
    data: bytes


@dataclass(frozen=True, slots=True)
class MoreTime:
    """Sent before the answer: so many seconds more of processor time are in order."""

    seconds: float
