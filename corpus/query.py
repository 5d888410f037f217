"""A query as it was understood (câu tìm kiếm): words, numbers, filters; `corpus.query_parser` reads it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from corpus.folding import compose, words
from corpus.period import Period


@dataclass(frozen=True, slots=True)
class Fragment:
    """Part of a number: `qd 15 2020 ttg` → 15, 2020, {QD, TTG}; `type` where an abbreviation is of no symbol (`cv`)."""

    number: int | None
    year: int | None = None
    parts: tuple[str, ...] = ()
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What the hits must be, beside their words; text values are folded names to be looked up."""

    issuer: str | None = None
    document_type: str | None = None
    period: Period | None = None
    year: int | None = None
    signer: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    verdict: str | None = None
    symbol: str | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a work beside its number: when it was issued, a day or a year, and by whom."""

    issued: Period | None = None
    issuer: str | None = None


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was understood. Words and phrases are as typed (NFC), reference and paths canonical."""

    text: str
    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Words and phrases the hits must not have."""
    reference: str | None = None
    told: Told | None = None
    """Of the work that `reference`, or `cites`, numbers."""
    provisions: tuple[str, ...] = ()
    """Paths of provisions of the work asked for; what cites any of them is found."""
    fragment: Fragment | None = None
    cites: str | None = None
    by_title: bool = False
    """Whether `cites` is a title typed by itself: where nobody cites it, its words are looked for."""
    filters: Filters = field(default_factory=Filters)

    def narrowed(self, **values: Any) -> Query:
        """With these filters, too."""
        return replace(self, filters=replace(self.filters, **values))

    def as_words(self) -> Query:
        """The same text, looked for word by word."""
        return replace(
            self, words=tuple(dict.fromkeys(words(compose(self.text)))), cites=None, provisions=(), by_title=False
        )

    @property
    def has_words(self) -> bool:
        """Whether the text must be looked into."""
        return bool(self.words or self.phrases)

    @property
    def asks_who_cites(self) -> bool:
        """Whether it names a work and nothing else: then who cites it is asked for."""
        narrowed = self.has_words or self.without or self.filters != Filters()
        return bool(self.reference or self.cites) and not narrowed and not self.fragment

    @property
    def needs_index(self) -> bool:
        """Whether words must be looked up: signer and subject are, and a number in full among filters."""
        if self.asks_who_cites:
            return False
        looked_up = self.filters.signer or self.filters.subject or self.reference
        return bool(self.has_words or self.fragment or self.without or looked_up)
