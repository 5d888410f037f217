"""Which language a request is answered in (ngôn ngữ): Vietnamese or English."""

from __future__ import annotations

from fastapi import Request

from api.messages import LANGUAGES, Lang

COOKIE = "lang"


def request_language(request: Request, default: Lang = "vi") -> Lang:
    """`?lang=` before the cookie, the cookie before `Accept-Language`, and that before the default."""
    for asked in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if language := _known(asked or ""):
            return language
    return accepted_language(request.headers.get("accept-language", ""), default)


def accepted_language(header: str, default: Lang = "vi") -> Lang:
    """The language an `Accept-Language` header likes best: `en-GB;q=0.9, vi;q=0.4` → `en`."""
    wishes = [_wish(part) for part in header.split(",")]
    best = max(
        ((weight, language) for language, weight in wishes if language and weight > 0), default=None, key=_weight
    )
    return best[1] if best else default


def _weight(wish: tuple[float, Lang]) -> float:
    return wish[0]


def _wish(part: str) -> tuple[Lang | None, float]:
    name, _, parameter = part.partition(";")
    quality = parameter.strip().removeprefix("q=") or "1"
    try:
        return _known(name), float(quality)
    except ValueError:
        return None, 0.0


def _known(name: str) -> Lang | None:
    primary = name.strip().lower().partition("-")[0]
    return next((language for language in LANGUAGES if language == primary), None)
