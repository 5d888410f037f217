"""The states of a dossier (trạng thái hồ sơ), their edXML status codes, and the steps between them."""

from __future__ import annotations

from typing import Literal

from corpus.refusals import Conflict, IllegalStep

State = Literal["arrived", "rejected", "accepted", "assigned", "processing", "finished", "recall_asked", "recalled"]
CODES: dict[State, str] = {
    "arrived": "01",
    "rejected": "02",
    "accepted": "03",
    "assigned": "04",
    "processing": "05",
    "finished": "06",
    "recall_asked": "13",
    "recalled": "15",
}
"""As exchanged on the national document axis (trục liên thông văn bản); 15 agrees to a recall."""
RECALL_REFUSED = "16"
"""An answer to 13: the dossier goes back to the state it was in."""
LABELS: dict[State, str] = {
    "arrived": "Đã đến",
    "rejected": "Từ chối tiếp nhận",
    "accepted": "Đã tiếp nhận",
    "assigned": "Chờ phân công",
    "processing": "Đang xử lý",
    "finished": "Hoàn thành",
    "recall_asked": "Được đề nghị thu hồi",
    "recalled": "Đã thu hồi",
}
LABELS_EN: dict[State, str] = {
    "arrived": "Arrived",
    "rejected": "Refused",
    "accepted": "Accepted",
    "assigned": "Awaiting assignment",
    "processing": "Being processed",
    "finished": "Finished",
    "recall_asked": "Recall asked for",
    "recalled": "Recalled",
}
STEPS: dict[State, tuple[State, ...]] = {
    "arrived": ("accepted", "rejected", "recall_asked"),
    "accepted": ("assigned", "processing", "recall_asked"),
    "assigned": ("processing", "recall_asked"),
    "processing": ("assigned", "finished", "recall_asked"),
    "recall_asked": ("recalled", "arrived", "accepted", "assigned", "processing"),
    "rejected": (),
    "finished": (),
    "recalled": (),
}
"""A recall that is refused leads back, and only to the state it was asked for in (see `next_states`)."""


def next_states(before: State, earlier: State | None = None) -> tuple[State, ...]:
    """The steps there are; `earlier` is the state in which the recall was asked for, where one was."""
    if before == "recall_asked":
        return ("recalled", earlier) if earlier else ("recalled",)
    return STEPS[before]


def step(before: State, after: State, earlier: State | None = None) -> State:
    """The state after the step; `IllegalStep` names the steps there are."""
    possible = next_states(before, earlier)
    if after not in possible:
        raise IllegalStep(f"{_said(before, after, possible, LABELS)} / {_said(before, after, possible, LABELS_EN)}")
    return after


def _said(before: State, after: State, possible: tuple[State, ...], labels: dict[State, str]) -> str:
    return f"{labels[before]} → {labels[after]} (→ {', '.join(labels[state] for state in possible) or '–'})"


def state_of_code(code: str) -> State:
    """The state an edXML status code means; `Conflict` for a code that is an answer, not a state."""
    for state, known in CODES.items():
        if known == code:
            return state
    raise Conflict(f"không trạng thái nào có mã {code} / no state has the code {code}")


def is_closed(state: State) -> bool:
    """Whether nothing more can happen to it."""
    return not STEPS[state]
