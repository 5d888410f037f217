"""Agencies (cơ quan, tổ chức): who a name or a symbol means on a day, and who took over later.

`agency("Bộ LĐTBXH", on=2020)` is the Ministry of Labour; asked for 2026, the Ministry of Home Affairs, its successor.
Central bodies stand in `data/agencies.csv`, provinces in `data/provinces.csv`; bodies of places follow by name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from extract.fold import fold, spelling
from extract.provinces import Province, province, provinces
from extract.tables import table


@dataclass(frozen=True, slots=True)
class Agency:
    """An organisation; `symbols` as they stand in document symbols; validity in days, both ends in office."""

    id: str
    name: str
    kind: str
    """ministry, department, government, state, party, union, committee, council (HĐND), committee_of_people (UBND)."""
    aliases: tuple[str, ...] = ()
    symbols: tuple[str, ...] = ()
    valid_from: date | None = None
    valid_to: date | None = None
    successor_id: str | None = None

    def in_office(self, day: date) -> bool:
        """Whether it existed on the day."""
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)


@cache
def agencies() -> dict[str, Agency]:
    """The central agencies by id."""
    return {row["id"]: _agency(dict(row)) for row in table("agencies")}


def agency(name: str, on: date | int | None = None) -> Agency | None:
    """The body a name, variant or abbreviation means; None for a name of no known form.

    With `on` (a day, or a year for its last day): the body in office then; where the bearer of the name had ended,
    its successor. `Bộ trưởng Bộ Tài chính` is the ministry, `Chủ tịch UBND tỉnh Cao Bằng` the people's committee.
    """
    found = _named(" ".join(name.split()))
    if found is None or on is None:
        return found
    return successor(found, date(on, 12, 31) if isinstance(on, int) else on)


def successor(body: Agency, on: date) -> Agency:
    """The body itself while in office, else who took over its work by the day, through any number of mergers."""
    seen = {body.id}
    while body.valid_to and body.valid_to < on and body.successor_id and body.successor_id not in seen:
        seen.add(body.successor_id)
        heir = agencies().get(body.successor_id) or _of_place(body.successor_id)
        if heir is None:
            break
        body = heir
    return body


def agencies_of_symbol(symbol: str, on: date | None = None) -> tuple[Agency, ...]:
    """Central bodies that a symbol names, those in office on the day first; `3951/VPCP-KSTT` needs `VPCP-KSTT`.

    In a symbol with a type (`QĐ-TTg`, `TT-BTC`) the issuer stands last, in a dispatch's (`VPCP-KSTT`) first.
    """
    groups = [g for g in re.split(r"[-/]", symbol) if g and not g.isdigit()]
    found: dict[str, Agency] = {}
    for group in groups:
        for body in _by_symbol().get(symbol_key(group), ()):
            found.setdefault(body.id, body)
    return tuple(sorted(found.values(), key=lambda body: on is not None and not body.in_office(on)))


def symbol_key(symbol: str) -> str:
    """How symbols compare: capitals, no Đ, `&`, dots or blanks."""
    return re.sub(r"[^A-Z0-9]", "", fold(symbol).upper())


def name_key(name: str) -> str:
    """How names compare: no accents, dashes, commas, `và`, `&` or blanks."""
    words = re.findall(r"[a-z0-9]+", fold(name))
    return "".join(word for word in words if word != "va")


@lru_cache(maxsize=4096)
def _named(name: str) -> Agency | None:
    bare_name = _OFFICE.sub("", fold(name))
    name = name[len(name) - len(bare_name) :]
    known = _by_name().get(name_key(name), ())
    same = [body for body in known if spelling(name) in {spelling(form) for form in (body.name, *body.aliases)}]
    if same or known:
        return (same or list(known))[0]
    return _local(name)


_OFFICE = re.compile(
    r"^(?:quyen )?(?:pho )?(?:bo truong(?:, chu nhiem)?|chu tich(?! nuoc)|giam doc|tong giam doc|cuc truong|"
    r"tong cuc truong|chanh van phong|thong doc|chu nhiem|tong thanh tra|vien truong|chanh an|tong kiem toan) "
    r"(?=(?:bo|ubnd|uy ban|hdnd|hoi dong|so|cuc|tong cuc|van phong|ngan hang|thanh tra|vien|toa an|bao hiem|"
    r"kiem toan|quoc hoi|dai hoc)\b)"
)
_COUNCIL = re.compile(r"^(?:(?P<ubnd>ubnd|uy ban nhan dan|ub)|(?P<hdnd>hdnd|hoi dong nhan dan)) (?P<place>.+)$")
_PLACE = re.compile(r"^(?P<type>tinh|thanh pho|tp\.?|quan|huyen|thi xa|phuong|xa|thi tran|dac khu) ?(?P<name>.+)$")
_SLUGS = {"tp": "thanh pho", "tp.": "thanh pho"}


def _local(name: str) -> Agency | None:
    """A people's committee or council, by its name alone: `UBND quận Bình Tân, Thành phố Hồ Chí Minh`."""
    found = _COUNCIL.match(fold(name))
    if not found:
        return None
    full = ("Ủy ban nhân dân " if found["ubnd"] else "Hội đồng nhân dân ") + name[found.start("place") :]
    kind = "ubnd" if found["ubnd"] else "hdnd"
    where = [_slug(part) for part in re.split(r", ?", found["place"]) if part]
    place = province(name[found.start("place") :])
    if place and len(where) == 1:
        return _provincial(kind, place)
    return Agency(".".join([kind, *where]), full, "committee_of_people" if kind == "ubnd" else "council")


def _provincial(kind: str, place: Province) -> Agency:
    heir = place.successor and provinces()[place.successor]
    return Agency(
        f"{kind}.{_slug(f'{place.type} {place.name}')}",
        ("Ủy ban nhân dân " if kind == "ubnd" else "Hội đồng nhân dân ") + f"{place.type} {place.name}",
        "committee_of_people" if kind == "ubnd" else "council",
        symbols=("UBND",) if kind == "ubnd" else ("HĐND",),
        valid_from=place.valid_from,
        valid_to=place.valid_to,
        successor_id=f"{kind}:{heir.id}" if heir else None,
    )


def _of_place(successor_id: str) -> Agency | None:
    kind, _, place = successor_id.partition(":")
    found = provinces().get(place)
    return _provincial(kind, found) if found else None


def _slug(place: str) -> str:
    found = _PLACE.match(place := fold(place).strip())
    if not found:
        return re.sub(r"\W+", "-", place)
    kind = _SLUGS.get(found["type"], found["type"])
    return re.sub(r"\W+", "-", f"{'tp' if kind == 'thanh pho' else kind} {found['name']}")


@cache
def _by_name() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for body in agencies().values():
        for form in (body.name, *body.aliases):
            key = name_key(form)
            if body not in found.get(key, ()):
                found[key] = (*found.get(key, ()), body)
    return found


@cache
def _by_symbol() -> dict[str, tuple[Agency, ...]]:
    found: dict[str, tuple[Agency, ...]] = {}
    for body in agencies().values():
        for form in body.symbols:
            found[symbol_key(form)] = (*found.get(symbol_key(form), ()), body)
    return found


def _agency(row: dict[str, str]) -> Agency:
    return Agency(
        row["id"],
        row["name"],
        row["kind"],
        tuple(filter(None, row["aliases"].split("|"))),
        tuple(filter(None, row["symbols"].split("|"))),
        date.fromisoformat(row["valid_from"]) if row["valid_from"] else None,
        date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        row["successor"] or None,
    )
