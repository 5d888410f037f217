"""Keys of dictionaries (khóa từ điển): where one is given twice, readers disagree on which counts."""

from __future__ import annotations

import re

TOKEN = re.compile(
    rb"<<|>>|<[0-9A-Fa-f\x00\t\n\x0c\r ]*>|\(|%[^\r\n]*|/[^\x00\t\n\x0c\r <>\[\](){}/%]*|[\[\]]"
    rb"|[^\x00\t\n\x0c\r <>\[\](){}/%]+"
)
PAREN = re.compile(rb"[()\\]")
NEXT = re.compile(rb"[^\x00\t\n\x0c\r ]")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class Keys:
    """Watches the keys of dictionaries: where one is given twice, readers disagree on which counts."""

    def __init__(self) -> None:
        self._open: list[tuple[set[bytes] | None, bool]] = []

    def repeats(self, word: bytes) -> bool:
        """Take the next token; true for a key its dictionary has already. A comment is neither key nor value."""
        if word[:1] == b"%":
            return False
        if word in {b"<<", b"["}:
            self._value()
            self._open.append((set() if word == b"<<" else None, False))
        elif word in {b">>", b"]"}:
            if self._open:
                self._open.pop()
        elif (
            (word := _decoded(word)).startswith(b"/")
            and self._open
            and self._open[-1][0] is not None
            and not self._open[-1][1]
        ):
            keys = self._open[-1][0]
            if word in keys:
                return True
            keys.add(word)
            self._open[-1] = keys, True
        else:
            self._value()
        return False

    def _value(self) -> None:
        if self._open:
            self._open[-1] = self._open[-1][0], False


def _decoded(word: bytes) -> bytes:
    """A name without its escapes: `/R#6ftate` is `/Rotate`."""
    return ESCAPED.sub(lambda found: bytes.fromhex(found[1].decode()), word) if b"#" in word else word


def string_end(data: bytes, position: int) -> int | None:
    """Where a string in brackets ends that began before `position`; None where it does not."""
    depth = 1
    while depth:
        mark = PAREN.search(data, position)
        if mark is None:
            return None
        position = mark.end()
        if mark[0] == b"\\":
            position += 1
        else:
            depth += 1 if mark[0] == b"(" else -1
    return position


def repeats_a_key(data: bytes) -> bool:
    """Whether any dictionary among these objects has a key twice; what cannot be told apart counts as such."""
    keys = Keys()
    position = 0
    while match := NEXT.search(data, position):
        token = TOKEN.match(data, match.start())
        if token is None or keys.repeats(token[0]):
            return True
        end = string_end(data, token.end()) if token[0] == b"(" else token.end()
        if end is None:
            return True
        position = end
    return False
