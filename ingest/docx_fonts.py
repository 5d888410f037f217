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
_SOFT = "\xad"
"""Where TCVN3 has ư, and what a word processor may have made an optional hyphen of."""


def put_into_unicode(root: Any, styles: Any) -> tuple[Encoding, ...]:
    """Changes the text of all runs under `root` that are in such fonts; `styles` is the root of the style sheet, or
    None. The encodings met.
    """
    if not (_names_one(root) or _names_one(styles)):
        return ()
    fonts = _Fonts(styles)
    runs = [(run, font) for run in root.iter(qn("w:r")) if (font := fonts.of(run)) and named_encoding(font)]
    texts: dict[str, list[str]] = {}
    for run, font in runs:
        texts.setdefault(font, []).append("".join(part.text or "" for part in _parts(run)))
    found: dict[str | None, Encoding] = {
        font: encoding for font in texts if (encoding := encoding_of(font, texts[font]))
    }
    for run, font in runs:
        for part in _parts(run):
            part.text = show([(part.text or "", font)], found)
    return tuple(dict.fromkeys(found.values()))


def _names_one(root: Any) -> bool:
    return root is not None and any(named_encoding(_name(fonts)) for fonts in root.iter(qn("w:rFonts")))


def _parts(run: Any) -> Iterator[Any]:
    """The texts of a run, optional hyphens made such."""
    for child in list(run.iterchildren(qn("w:t"), qn("w:softHyphen"))):
        if child.tag == qn("w:softHyphen"):
            child.tag, child.text = qn("w:t"), _SOFT
        yield child


class _Fonts:
    """The fonts of the runs of one file."""

    def __init__(self, styles: Any) -> None:
        found = [] if styles is None else list(styles.iterchildren(qn("w:style")))
        self._styles = {style.get(qn("w:styleId")): style for style in found}
        plain = [style for style in found if style.get(qn("w:default")) in ("1", "true")]
        self._usual = next((style for style in plain if style.get(qn("w:type")) == "paragraph"), None)
        self._default = None if styles is None else styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}")

    def of(self, run: Any) -> str | None:
        """The name of a run's font, None where nothing tells."""
        paragraph = next(run.iterancestors(qn("w:p")), None)
        chosen = self._style(run, "w:rPr", "w:rStyle")
        usual = self._style(paragraph, "w:pPr", "w:pStyle")
        usual = self._usual if usual is None else usual
        sources = (run, *self._line(chosen), *self._line(usual), self._default)
        return next((font for source in sources if source is not None and (font := _font(source))), None)

    def _style(self, node: Any, properties: str, name: str) -> Any:
        named = None if node is None else node.find(f"{qn(properties)}/{qn(name)}")
        return None if named is None else self._styles.get(named.get(qn("w:val")))

    def _line(self, style: Any) -> Iterator[Any]:
        """A style and what it is based on."""
        for _ in range(_DEEP):
            if style is None:
                return
            yield style
            base = style.find(qn("w:basedOn"))
            style = None if base is None else self._styles.get(base.get(qn("w:val")))


def _font(node: Any) -> str | None:
    """What a run, a style or the defaults say."""
    fonts = node.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
    return None if fonts is None else _name(fonts)


def _name(fonts: Any) -> str | None:
    """A theme's font is none of those before Unicode."""
    theme: str | None = fonts.get(qn("w:hAnsiTheme")) or fonts.get(qn("w:asciiTheme"))
    return theme or fonts.get(qn("w:hAnsi")) or fonts.get(qn("w:ascii"))
