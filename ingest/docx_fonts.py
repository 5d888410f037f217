"""Word-processor text set in fonts from before Unicode (phông chữ cũ): put into Unicode run by run in the tree that was
parsed, before it is read.

A run's font is its own, else that of its character style, its paragraph's style, what those are based on, or the
file's default (ECMA-376, 17.3.2.26 and 17.7.2).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from ingest.code_tables import Encoding
from ingest.legacy import encoding_of, named_encoding, show

_DEEP = 20
"""Styles based on each other."""
_RUN, _PARAGRAPH, _TEXT, _HYPHEN = map(qn, ("w:r", "w:p", "w:t", "w:softHyphen"))
_OWN = f"{qn('w:rPr')}/{qn('w:rFonts')}"
_RUNS, _PARAGRAPHS = f"{qn('w:rPr')}/{qn('w:rStyle')}", f"{qn('w:pPr')}/{qn('w:pStyle')}"
"""Where they name their styles."""
_SOFT = "\xad"
"""Where TCVN3 has ư, and what a word processor may have made an optional hyphen of."""


def put_into_unicode(root: Any, styles: Any) -> tuple[Encoding, ...]:
    """Changes the text of all runs under `root` that are in such fonts; `styles` is the root of the style sheet, or
    None. The encodings met.
    """
    if not (_names_one(root) or _names_one(styles)):
        return ()
    fonts = _Fonts(styles)
    runs = [(run, font) for run in root.iter(_RUN) if (font := fonts.of(run)) and named_encoding(font)]
    texts: dict[str, list[str]] = {}
    for run, font in runs:
        texts.setdefault(font, []).append("".join(part.text or "" for part in run.iterchildren(_TEXT)))
    found: dict[str | None, Encoding | None] = {font: encoding_of(font, texts[font]) for font in texts}
    for run, font in runs:
        if found[font]:
            for part in _parts(run, found[font] == "tcvn3"):
                part.text = show([(part.text or "", font)], found)
    return tuple(dict.fromkeys(filter(None, found.values())))


def _names_one(root: Any) -> bool:
    return root is not None and any(named_encoding(_name(fonts)) for fonts in root.iter(qn("w:rFonts")))


def _parts(run: Any, soft: bool) -> Iterator[Any]:
    """The texts of a run; `soft`: optional hyphens made such."""
    for child in list(run.iterchildren(_TEXT, _HYPHEN) if soft else run.iterchildren(_TEXT)):
        if child.tag == _HYPHEN:
            child.tag, child.text = _TEXT, _SOFT
        yield child


class _Fonts:
    """The fonts of the runs of one file."""

    def __init__(self, styles: Any) -> None:
        found = [] if styles is None else list(styles.iterchildren(qn("w:style")))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        plain = [style for style in found if style.get(qn("w:default")) in ("1", "true")]
        self._usual = next((style for style in plain if style.get(qn("w:type")) == "paragraph"), None)
        self._last: tuple[Any, str | None] = (None, None)
        self._known: dict[tuple[str | None, str | None], str | None] = {}
        self._default = None if styles is None else styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")

    def of(self, run: Any) -> str | None:
        """The name of a run's font, None where nothing tells."""
        if own := _font(run):
            return own
        paragraph = next(run.iterancestors(_PARAGRAPH), None)
        if paragraph is not self._last[0]:  # of all runs of a paragraph, it is looked for once
            self._last = paragraph, _style(paragraph, _PARAGRAPHS)
        return self._styled(_style(run, _RUNS), self._last[1])

    def _styled(self, chosen: str | None, usual: str | None) -> str | None:
        """The font of runs that do not say, by their style and their paragraph's; of all such, it is asked for once."""
        if (chosen, usual) not in self._known:
            lines = (self._styles.get(chosen), self._styles.get(usual, self._usual))
            sources = (*self._line(lines[0]), *self._line(lines[1]), self._default)
            found = (font for source in sources if source is not None and (font := _font(source)))
            self._known[chosen, usual] = next(found, None)
        return self._known[chosen, usual]

    def _line(self, style: Any) -> Iterator[Any]:
        """A style and what it is based on."""
        for _ in range(_DEEP):
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            style = None if base is None else self._styles.get(base.get(qn("w:val")))


def _style(node: Any, path: str) -> str | None:
    """The style that a run or paragraph names."""
    named = None if node is None else node.find(path)
    return None if named is None else named.get(qn("w:val"))


def _font(node: Any) -> str | None:
    """What a run, a style or the defaults say."""
    fonts = node.find(_OWN)
    return None if fonts is None else _name(fonts)


def _name(fonts: Any) -> str | None:
    """A theme's font is none of those before Unicode."""
    theme: str | None = fonts.get(qn("w:hAnsiTheme")) or fonts.get(qn("w:asciiTheme"))
    return theme or fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii"))
