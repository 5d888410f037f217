"""Procedures (thủ tục hành chính) and the components a dossier of theirs is made of: one YAML each, checked on load.

components:
  - id: danh-sach
    name: Danh sách người lao động
    name_en: List of employees
    required: true                          # unless told
    words: [danh sách người lao động]       # any of them, in the file's name or the abstract, with or without marks
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import ClassVar

import yaml
from pydantic import ConfigDict, TypeAdapter, ValidationError

from corpus.refusals import InvalidValue


@dataclass(frozen=True, slots=True)
class Component:
    """One paper of a dossier (thành phần hồ sơ); `words` by which it is recognised without being told."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    id: str
    name: str
    name_en: str
    required: bool = True
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """One procedure; `procedure` is its key, the same as in signer rules; `source` is where its components are from."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    procedure: str
    title: str
    title_en: str
    source: str
    components: tuple[Component, ...]


PROCEDURE = TypeAdapter(Procedure)


def load_procedures(folder: Path | None = None) -> dict[str, Procedure]:
    """The shipped ones and those of `folder`, which come first, by key. Raises `InvalidValue` that names the file."""
    shipped = files("corpus").joinpath("data/procedures")
    texts = {found.name: found.read_text("utf-8") for found in shipped.iterdir() if found.name.endswith(".yaml")}
    if folder is not None:
        texts |= {found.name: found.read_text("utf-8") for found in sorted(folder.glob("*.yaml"))}
    read = [parse_procedure(text, name) for name, text in texts.items()]
    return {found.procedure: found for found in read}


def parse_procedure(text: str, name: str = "YAML") -> Procedure:
    """One procedure; `InvalidValue` for what is missing, unknown, or said twice."""
    try:
        found = PROCEDURE.validate_python(yaml.safe_load(text))
    except yaml.YAMLError as error:
        raise InvalidValue(f"{name}: {error}") from error
    except ValidationError as error:
        places = (f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())
        raise InvalidValue(f"{name}: {'; '.join(places)}") from error
    ids = [component.id for component in found.components]
    if len(set(ids)) < len(ids):
        raise InvalidValue(f"{name}: components: two of one id")
    return found
