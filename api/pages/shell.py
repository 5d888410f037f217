"""What every page shares (khung trang): templates, language, and the words of the catalogue."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from typing import Any, Self
from urllib.parse import urlencode

from fastapi import Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse

from api.language import COOKIE, request_language
from api.messages import LANGUAGES, Lang, find_message, say
from corpus.register import VIETNAM

YEAR = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Shell:
    """Language, address and words of one page; `section` is the part of the service it belongs to."""

    lang: Lang
    path: str
    query: Mapping[str, str]
    section: str

    @classmethod
    def of(cls, request: Request, lang: Lang, section: str) -> Self:
        """That of the page asked for."""
        return cls(lang, request.url.path, dict(request.query_params), section)

    def say(self, key: str, **values: Any) -> str:
        """A message of the catalogue."""
        return say(key, self.lang, **values)

    def word(self, group: str, value: str | None) -> str:
        """The catalogue's word for a value (`kind`, `cong_van` → `Công văn`), or the value itself."""
        found = find_message(f"{group}.{value}")
        return (found.vi if self.lang == "vi" else found.en) if found else (value or "").replace("_", " ")

    def told(self, value: Any) -> str:
        """The `message` (or `title`, `explanation`) of a value in the language of the page."""
        for name in ("message", "title", "explanation"):
            vietnamese = _get(value, name)
            if vietnamese is not None:
                return str(vietnamese if self.lang == "vi" else _get(value, f"{name}_en") or vietnamese)
        return ""

    def each(self, values: Iterable[Any]) -> list[str]:
        """What these values say, each sentence once."""
        return list(dict.fromkeys(map(self.told, values)))

    def address(self, **changes: str | None) -> str:
        """This page's address with other parameters; None takes one out."""
        query = {key: value for key, value in ({**self.query, **changes}).items() if value is not None}
        return f"{self.path}?{urlencode(query)}" if query else self.path

    def languages(self) -> list[tuple[Lang, str]]:
        """Each language and this page's address in it."""
        return [(language, self.address(lang=language)) for language in LANGUAGES]


def render(
    request: Request,
    template: str,
    section: str,
    page: Any,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> HTMLResponse:
    """One page; `page` is its typed context. A language asked for by `?lang=` is remembered."""
    lang = request_language(request, request.app.state.settings.page_language)
    shell = Shell.of(request, lang, section)
    body = templates().get_template(template).render(shell=shell, say=shell.say, word=shell.word, page=page)
    about = {"Content-Language": lang, "Vary": "Accept-Language, Cookie"} | dict(headers or {})
    answer = HTMLResponse(body, status, headers=about)
    if request.query_params.get("lang") == lang:
        answer.set_cookie(COOKIE, lang, max_age=YEAR, httponly=True, samesite="lax")
    return answer


@cache
def templates() -> Environment:
    """The templates: everything is escaped, and a missing name is an error."""
    environment = Environment(
        loader=PackageLoader("api", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": day,
        "moment": moment,
        "size": size,
        "provisions": provisions,
        "code": code,
        "tail": tail,
        "member": member,
    }
    environment.globals["asset"] = asset
    return environment


@cache
def asset(name: str) -> str:
    """The address of a static file, with its content's hash, so that it may be cached for ever."""
    content = files("api").joinpath("static", name).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def day(value: date | str | None) -> str:
    """A date for readers: `2020-05-20` → `20/05/2020`."""
    found = date.fromisoformat(value[:10]) if isinstance(value, str) and value else value
    return found.strftime("%d/%m/%Y") if isinstance(found, date) else ""


def moment(value: datetime | str | None) -> str:
    """A time for readers, in the legal time of Vietnam: `20/05/2020 14:03`; one without a zone is UTC."""
    found = datetime.fromisoformat(value) if isinstance(value, str) and value else value
    if not isinstance(found, datetime):
        return ""
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def size(value: int | None) -> str:
    """A file's size for readers: `1.2 MB`, `34 kB`."""
    if value is None:
        return ""
    return f"{value / 1e6:.1f} MB" if value >= 1e6 else f"{value / 1e3:.0f} kB" if value >= 1000 else f"{value} B"


def tail(path: str) -> str:
    """The end of a path of this machine: `/srv/in/2026/march` → `…/2026/march`; other names as they are."""
    return "…/" + "/".join(path.rstrip("/").split("/")[-2:]) if path.startswith("/") and path.count("/") > 2 else path


def member(path: str) -> str:
    """A file inside an archive: `in/all.zip!b/c.pdf` → `all.zip › b/c.pdf`."""
    outer, *inner = path.split("!")
    return " › ".join((outer.rpartition("/")[2], *inner))


def provisions(paths: Iterable[str], lang: Lang) -> str:
    """Paths for readers: `dieu:44/khoan:2` → `khoản 2 Điều 44`, in English `Article 44, clause 2`."""
    return "; ".join(_provision(path, lang) for path in paths)


def code(text: str) -> Markup:
    """Text with what stands between backticks as code, and everything escaped."""
    parts = [f"<code>{escape(part)}</code>" if at % 2 else escape(part) for at, part in enumerate(text.split("`"))]
    return Markup("".join(parts))


def _provision(path: str, lang: Lang) -> str:
    steps = [step.partition(":") for step in path.split("/")]
    said = [f"{_level(level, lang)} {number.replace('..', '–')}".strip() for level, _, number in steps]
    return " ".join(reversed(said)) if lang == "vi" else ", ".join(said)


def _level(level: str, lang: Lang) -> str:
    found = find_message(f"level.{level}")
    return (found.vi if lang == "vi" else found.en) if found else level


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
