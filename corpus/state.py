"""The states of a dossier (trạng thái hồ sơ), their edXML status codes, and the steps between them."""

from __future__ import annotations

from typing import Literal

from corpus.refusals import Conflict

State = Literal["arrived", "rejected", "accepted", "assigned", "processing", "finished", "recalled"]
CODES: dict[State, str] = {
    "arrived": "01",
    "rejected": "02",
    "accepted": "03",
    "assigned": "04",
    "processing": "05",
    "finished": "06",
    "recalled": "13",
}
"""As exchanged on the national document axis (trục liên thông văn bản)."""
LABELS: dict[State, str] = {
    "arrived": "Đã đến",
    "rejected": "Từ chối tiếp nhận",
    "accepted": "Đã tiếp nhận",
    "assigned": "Chờ phân công",
    "processing": "Đang xử lý",
    "finished": "Hoàn thành",
    "recalled": "Đã thu hồi",
}
STEPS: dict[State, tuple[State, ...]] = {
    "arrived": ("accepted", "rejected", "recalled"),
    "accepted": ("assigned", "processing", "recalled"),
    "assigned": ("processing", "recalled"),
    "processing": ("assigned", "finished", "recalled"),
    "rejected": (),
    "finished": (),
    "recalled": (),
}


def step(before: State, after: State) -> State:
    """The state after the step; `Conflict` names the steps there are."""
    if after not in STEPS[before]:
        raise Conflict(f"{before} → {after}; possible: {', '.join(STEPS[before]) or 'none'}")
    return after


def state_of_code(code: str) -> State:
    """The state an edXML status code means; `Conflict` for a code that is an answer, not a state."""
    for state, known in CODES.items():
        if known == code:
            return state
    raise Conflict(f"no state has the code {code}")


def is_closed(state: State) -> bool:
    """Whether nothing more can happen to it."""
    return not STEPS[state]
