"""The sentence of a refusal (câu báo lỗi), in the reader's language; free of HTTP, as commands tell it, too."""

from __future__ import annotations

from typing import Any

from api.messages import Lang
from corpus.refusals import CorpusRefusal
from ingest.problems import Refusal


def refusal_detail(error: Refusal | CorpusRefusal, lang: Lang) -> str:
    """One sentence: what its class says, and what is known of this case (of `… / …`, the half in this language)."""
    if not error.detail:
        return refusal_title(error, lang)
    halves = error.detail.split(" / ")
    known = halves[0 if lang == "vi" else 1] if len(halves) == 2 else error.detail
    return f"{refusal_title(error, lang).rstrip('.')}: {known}"


def refusal_title(told: Any, lang: Lang) -> str:
    """What its class says, of a refusal or a class of them."""
    return str(told.title if lang == "vi" else told.title_en)
