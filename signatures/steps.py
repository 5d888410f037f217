"""From one revision to the next (từng lần lưu): what each step did, and what all of them together come to."""

from __future__ import annotations

from dataclasses import dataclass

from pyhanko.sign.diff_analysis.policy_api import ModificationLevel

from signatures.explained import forbidden, refused, technical
from signatures.overlays import Overlay
from signatures.permissions import Permissions
from signatures.report import Change, LaterChanges


@dataclass(frozen=True, slots=True)
class ChangeFinding:
    """The verdict on everything after one signature."""

    later_changes: LaterChanges
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """From one revision to the next: the level it needs, what it did, why it is refused."""

    level: ModificationLevel
    changes: tuple[Change, ...]
    refusal: Change | None = None
    unsure: bool = False
    overlays: tuple[Overlay, ...] = ()
    """What it laid over pages."""


def conclude(steps: list[Step], permissions: Permissions) -> ChangeFinding:
    """The verdict on all steps after a signature that permits so much."""
    changes: list[Change] = []
    for step in steps:
        changes += step.changes
        if step.refusal is not None:
            return ChangeFinding("unknown" if step.unsure else "not_permitted", (*changes, step.refusal))
    level = max((step.level for step in steps), default=ModificationLevel.NONE)
    if permissions.problem is not None and steps:
        return ChangeFinding("unknown", (*changes, refused(permissions.problem)))
    if permissions.level is not None and level.value > permissions.level.value:
        return ChangeFinding("not_permitted", tuple(forbidden(change, permissions.level) for change in changes))
    if level == ModificationLevel.NONE:
        return ChangeFinding("none")
    return ChangeFinding("permitted", tuple(changes) or (technical(),))
