"""Who must have signed (quy tắc chữ ký bắt buộc): one YAML per procedure, checked whole when it is loaded.

roles:
  - id: employer
    name: Người sử dụng lao động
    identifier: {kind: MST, fact: employer_tax_code}   # or: value: "0312345678"
    covers: every                                      # every | any file, or only files that match `documents`
  - id: social_insurance
    name: Bảo hiểm xã hội
    signer: agency                                     # agency | person
    names: [bảo hiểm xã hội]                           # words of the certificate's name or organisation
    after: [employer]
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Covers = Literal["every", "any"]
Signer = Literal["agency", "person"]
MAX_RULE = 100_000
"""Characters of one rule file."""


class RuleError(ValueError):
    """A rule that cannot be used; the message names the place, such as `roles[1].after`."""


@dataclass(frozen=True, slots=True)
class IdentifierMatch:
    """A code the signer's certificate must carry: a fixed `value`, or the dossier's `fact`."""

    kind: str
    value: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One required signer. What is set must all hold: identifier, kind of signer, one of the names."""

    id: str
    name: str
    name_en: str
    identifier: IdentifierMatch | None = None
    signer: Signer | None = None
    names: tuple[str, ...] = ()
    covers: Covers = "every"
    documents: tuple[str, ...] = ("*",)
    """Shell patterns of file names the role has to sign."""
    after: tuple[str, ...] = ()
    """Roles whose signatures must stand before this one in the same file."""


@dataclass(frozen=True, slots=True)
class SignerRule:
    """The rule of one procedure, and what may be concluded when it is wholly met."""

    procedure: str
    version: int
    title: str
    title_en: str
    roles: tuple[RoleRule, ...]
    complete: str
    complete_en: str
    facts: Mapping[str, str]
    """Facts the dossier has to bring, by name, with what they mean in Vietnamese."""
    legal_basis: tuple[str, ...] = ()


def load_rules(folder: Path | None = None) -> dict[str, SignerRule]:
    """The shipped rules, and those of `folder` (one YAML each), by procedure. Raises `RuleError`."""
    shipped = resources.files("signatures").joinpath("data/rules")
    texts = {item.name: item.read_text(encoding="utf-8") for item in shipped.iterdir() if item.name.endswith(".yaml")}
    if folder is not None:
        if not folder.is_dir():
            raise RuleError(f"no folder of rules at {folder}")
        texts |= {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.y*ml"))}
    out: dict[str, SignerRule] = {}
    for name, text in texts.items():
        try:
            rule = parse_rule(text)
        except RuleError as error:
            raise RuleError(f"{name}: {error}") from error
        out[rule.procedure] = rule
    return out


def parse_rule(text: str) -> SignerRule:
    """One rule from YAML. Raises `RuleError` for anything unknown, missing or contradictory."""
    if len(text) > MAX_RULE:
        raise RuleError("the file is too large for a rule")
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise RuleError(f"no YAML: {error}") from error
    top = _Part(raw, "")
    facts = {str(key): str(value) for key, value in top.mapping("facts", default={}).items()}
    roles = tuple(_role(part) for part in top.parts("roles"))
    complete = top.part("complete")
    rule = SignerRule(
        procedure=top.text("procedure"),
        version=top.number("version"),
        title=top.text("title"),
        title_en=top.text("title_en"),
        roles=roles,
        complete=complete.text("vi"),
        complete_en=complete.text("en"),
        facts=facts,
        legal_basis=top.texts("legal_basis"),
    )
    complete.done()
    top.done()
    _check(rule)
    return rule


def _role(part: _Part) -> RoleRule:
    role = RoleRule(
        id=part.text("id"),
        name=part.text("name"),
        name_en=part.text("name_en"),
        identifier=_identifier(part.part("identifier")) if part.has("identifier") else None,
        signer=part.choice("signer", get_args(Signer)) if part.has("signer") else None,
        names=part.texts("names"),
        covers=part.choice("covers", get_args(Covers)) if part.has("covers") else "every",
        documents=part.texts("documents") or ("*",),
        after=part.texts("after"),
    )
    part.done()
    if role.identifier is None and not role.names:
        raise RuleError(f"{part.where}: give an identifier or names, or anybody would do")
    return role


def _identifier(part: _Part) -> IdentifierMatch:
    match = IdentifierMatch(part.text("kind"), part.optional_text("value"), part.optional_text("fact"))
    part.done()
    if (match.value is None) == (match.fact is None):
        raise RuleError(f"{part.where}: give either a value or a fact")
    return match


def _check(rule: SignerRule) -> None:
    if not rule.roles:
        raise RuleError("roles: a rule needs at least one")
    ids = [role.id for role in rule.roles]
    if len(set(ids)) != len(ids):
        raise RuleError("roles: an id is given twice")
    for index, role in enumerate(rule.roles):
        for other in role.after:
            if other not in ids[:index]:
                raise RuleError(f"roles[{index}].after: {other!r} is no role before this one")
        fact = role.identifier.fact if role.identifier is not None else None
        if fact is not None and fact not in rule.facts:
            raise RuleError(f"roles[{index}].identifier: {fact!r} is not among the facts")


class _Part:
    """A mapping of the YAML that complains about what it lacks, and about what nobody asked for."""

    def __init__(self, raw: Any, where: str) -> None:
        if not isinstance(raw, dict):
            raise RuleError(f"{where or 'the rule'}: must be a mapping")
        self._raw: dict[Any, Any] = raw
        self._seen: set[str] = set()
        self.where = where

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._raw

    def text(self, key: str) -> str:
        """A text that must be there."""
        value = self._get(key)
        if not isinstance(value, str) or not value.strip():
            raise RuleError(f"{self._path(key)}: must be a text")
        return value.strip()

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is absent."""
        return self.text(key) if key in self._raw else None

    def number(self, key: str) -> int:
        """A whole number that must be there."""
        value = self._get(key)
        if not isinstance(value, int) or isinstance(value, bool):
            raise RuleError(f"{self._path(key)}: must be a whole number")
        return value

    def choice(self, key: str, allowed: tuple[Any, ...]) -> Any:
        """One of a few words."""
        value = self._get(key)
        if value not in allowed:
            raise RuleError(f"{self._path(key)}: must be one of {', '.join(map(str, allowed))}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; an absent one is empty."""
        value = self._get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise RuleError(f"{self._path(key)}: must be a list of texts")
        return tuple(item.strip() for item in value)

    def mapping(self, key: str, default: dict[Any, Any]) -> dict[Any, Any]:
        """A mapping as it stands."""
        value = self._get(key, default)
        if not isinstance(value, dict):
            raise RuleError(f"{self._path(key)}: must be a mapping")
        return value

    def part(self, key: str) -> _Part:
        """A mapping to be read in turn."""
        return _Part(self._get(key), self._path(key))

    def parts(self, key: str) -> list[_Part]:
        """A list of mappings."""
        value = self._get(key)
        if not isinstance(value, list):
            raise RuleError(f"{self._path(key)}: must be a list")
        return [_Part(item, f"{self._path(key)}[{index}]") for index, item in enumerate(value)]

    def done(self) -> None:
        """Nothing may be left over: a misspelt key must not pass for a rule."""
        left = sorted(str(key) for key in self._raw if key not in self._seen)
        if left:
            raise RuleError(f"{self._path(left[0])}: no such key")

    def _get(self, key: str, default: Any = None) -> Any:
        self._seen.add(key)
        value = self._raw.get(key, default)
        if value is None:
            raise RuleError(f"{self._path(key)}: is missing")
        return value

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where else key
