"""A provision as people write it (`khoản 2 Điều 19`) or as a path (`dieu:19/khoan:2`), read into its path."""

from __future__ import annotations

import re

from corpus.folding import compose, fold
from corpus.lexicon import LEVELS
from corpus.provision import normal_path
from corpus.query_parser import PROVISION
from corpus.refusals import InvalidValue

_PATH = re.compile(r"[a-z_]+:[^/:\s]+(?:/[a-z_]+:[^/:\s]+)*")
_BETWEEN = re.compile(r"[\s,;]*(?:cua\s)?[\s]*")


def read_provision(written: str) -> str:
    """The path in normal form; levels in words may come in any order, with or without accents.

    Raises InvalidValue for what is neither: a question not understood must not look answered.
    """
    asked = compose(written).strip()
    if _PATH.fullmatch(re.sub(r"\s", "", asked.lower())):
        return normal_path(asked)
    folded, at, levels = fold(asked), 0, {}
    while at < len(folded):
        found = PROVISION.match(folded, at)
        level = LEVELS[" ".join(found["level"].split())] if found else None
        if found is None or level is None or level in levels:
            raise InvalidValue(written)
        levels[level] = asked[slice(*found.span("label"))].lower()
        between = _BETWEEN.match(folded, found.end())
        at = between.end() if between else found.end()
    if not levels:
        raise InvalidValue(written)
    order = list(LEVELS.values())
    return normal_path("/".join(f"{level}:{levels[level]}" for level in sorted(levels, key=order.index)))
