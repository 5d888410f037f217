"""Signatures of a file that no reader opens: told by their bytes, so that none is dropped."""

from __future__ import annotations

import re
from dataclasses import replace

from signatures.report import SignatureResult
from signatures.sentences import STATUS, Pair

MARK = re.compile(rb"/ByteRange\b|/Type\s*/(?:Sig|DocTimeStamp)\b")
FIELD = re.compile(rb"/FT\s*/Sig\b")
SUB_FILTER = re.compile(rb"/SubFilter\s*/([A-Za-z0-9.#_]{1,40})")
REACH = 400
"""Bytes around a mark in which its sibling entries stand; marks closer than that are one signature."""
MOST_BEFORE, MOST_AFTER = 65_536, 1_000_000
"""Bytes from a mark to the ends of its object, at most."""
MAC = re.compile(rb"/MACLocation\s*/Standalone\b")
"""Of the code in the trailer of an encrypted file (ISO 32004), which has a byte range, too."""
MAX_FOUND = 100


def signatures_in_bytes(data: bytes, *, explained: Pair | None = None) -> tuple[SignatureResult, ...]:
    """One `malformed` result for each place that looks like a signature dictionary, else like a signed field.

    `explained` where there is another reason why none can be read, such as a password: then they may well be sound, and
    are `unsupported`.
    """
    found = _find(data, MARK, (b"/Contents", b"/SubFilter", b"/ByteRange")) or _find(data, FIELD, (b"/V",))
    return found if explained is None else tuple(_unopened(result, *explained) for result in found)


def _unopened(result: SignatureResult, message: str, message_en: str) -> SignatureResult:
    """ETSI EN 319 102-1 calls it that the signed data cannot be obtained."""
    return replace(
        result,
        status="unsupported",
        indication="INDETERMINATE",
        sub_indication="SIGNED_DATA_NOT_FOUND",
        explanation=message,
        explanation_en=message_en,
    )


def _find(data: bytes, mark: re.Pattern[bytes], any_of: tuple[bytes, ...]) -> tuple[SignatureResult, ...]:
    found: list[SignatureResult] = []
    last, done, ends = -1, 0, _Ends(data)
    for match in mark.finditer(data):
        if match.start() < done or len(found) >= MAX_FOUND or MAC.search(data, match.end(), match.end() + REACH):
            continue
        begin, done = _object_around(data, match.start(), ends)
        stretch = data[begin:done]
        if begin > last and any(key in stretch for key in any_of):
            last = begin
            found.append(malformed(f"byte {begin}", stretch))
    return tuple(found)


def malformed(name: str, stretch: bytes) -> SignatureResult:
    """A signature that is there and cannot be judged."""
    sub_filter = SUB_FILTER.search(stretch)
    named = sub_filter[1].decode("ascii", "replace") if sub_filter else None
    message, message_en = STATUS["malformed"]
    return SignatureResult(
        field=name,
        kind="timestamp" if named == "ETSI.RFC3161" else "signature",
        status="malformed",
        integrity="unknown",
        later_changes="unknown",
        coverage="partial",
        trust="unknown",
        revocation="unknown",
        indication="TOTAL_FAILED",
        sub_indication="FORMAT_FAILURE",
        level="not_pades",
        signer=None,
        signed_at=None,
        timestamp=None,
        explanation=message,
        explanation_en=message_en,
        sub_filter=named,
    )


class _Ends:
    """Where objects end, asked for from the front to the back: the bytes are gone through once."""

    def __init__(self, data: bytes) -> None:
        self._data, self._next = data, 0

    def after(self, position: int) -> int | None:
        """The end of an object soonest after `position`, unless that is far away."""
        if 0 <= self._next < position:
            self._next = self._data.find(b"endobj", position)
        return self._next if position <= self._next < position + MOST_AFTER else None


def _object_around(data: bytes, position: int, ends: _Ends) -> tuple[int, int]:
    begin = data.rfind(b" obj", max(0, position - MOST_BEFORE), position)
    return (begin if begin >= 0 else max(0, position - REACH)), ends.after(position) or position + REACH
