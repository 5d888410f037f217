"""Signatures of a file that no reader opens: told by their bytes, so that none is dropped."""

from __future__ import annotations

import re

from signatures.report import SignatureResult
from signatures.sentences import STATUS

MARK = re.compile(rb"/ByteRange\b|/Type\s*/(?:Sig|DocTimeStamp)\b")
FIELD = re.compile(rb"/FT\s*/Sig\b")
SUB_FILTER = re.compile(rb"/SubFilter\s*/([A-Za-z0-9.#_]{1,40})")
REACH = 400
"""Bytes around a mark in which its sibling entries stand; marks closer than that are one signature."""
MAX_FOUND = 100


def signatures_in_bytes(data: bytes) -> tuple[SignatureResult, ...]:
    """One `malformed` result for each place that looks like a signature dictionary, else like a signed field."""
    return _find(data, MARK, (b"/Contents", b"/SubFilter", b"/ByteRange")) or _find(data, FIELD, (b"/V",))


def _find(data: bytes, mark: re.Pattern[bytes], any_of: tuple[bytes, ...]) -> tuple[SignatureResult, ...]:
    found: list[SignatureResult] = []
    last = -1
    for match in mark.finditer(data):
        begin, end = _object_around(data, match.start())
        if begin <= last or len(found) >= MAX_FOUND:
            continue
        stretch = data[begin:end]
        if any(key in stretch for key in any_of):
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


def _object_around(data: bytes, position: int) -> tuple[int, int]:
    begin = data.rfind(b" obj", 0, position)
    end = data.find(b"endobj", position)
    return (begin if begin >= 0 else max(0, position - REACH)), (end if end >= 0 else position + REACH)
