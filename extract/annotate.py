"""Drawing citations into a text: marks before and after each, the rest untouched or escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from extract.citation import Citation


def annotate(
    text: str,
    citations: Iterable[Citation],
    mark: Callable[[Citation], tuple[str, str]],
    *,
    escape: Callable[[str], str] = str,
) -> str:
    """The text with `mark(citation)` = (before, after) around every citation; `escape` serves HTML.

    Citations that do not lie in the text, or that overlap one already drawn, raise ValueError.
    """
    parts: list[str] = []
    done = 0
    for citation in sorted(citations, key=lambda found: found.span):
        span = citation.span
        if span.start < done or span.end > len(text) or span.of(text) != citation.text:
            raise ValueError(f"the citation {citation.text!r} does not stand at {span.start}..{span.end} of this text")
        before, after = mark(citation)
        parts += (escape(text[done : span.start]), before, escape(citation.text), after)
        done = span.end
    parts.append(escape(text[done:]))
    return "".join(parts)
