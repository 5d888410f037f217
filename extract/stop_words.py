"""Syllables that end a name or a title, or forbid a reading; `data/stop_words.csv`, by use."""

from __future__ import annotations

from functools import cache

from extract.tables import table


@cache
def stop_words(use: str) -> frozenset[str]:
    """The words of one use: `ends_title`, `ends_issuer` (folded); `before_no_khoan` (as spelt); …"""
    return frozenset(row["word"] for row in table("stop_words") if row["use"] == use)
