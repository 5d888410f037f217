"""Marks around citations."""

from __future__ import annotations

from html import escape

import pytest

from extract import annotate, find_citations

TEXT = "A & B theo Luật Dược <mới> và Nghị định số 5/2020/NĐ-CP."


def test_marks_and_escapes() -> None:
    """What lies between is escaped, the marks are not."""
    marked = annotate(TEXT, find_citations(TEXT), lambda citation: (f"<i {citation.kind}>", "</i>"), escape=escape)
    assert marked == "A &amp; B theo <i titled>Luật Dược</i> &lt;mới&gt; và <i short>Nghị định số 5/2020/NĐ-CP</i>."


def test_without_marks_the_text_stays() -> None:
    """Nothing is lost."""
    assert annotate(TEXT, find_citations(TEXT), lambda _: ("", "")) == TEXT


def test_foreign_citations_are_refused() -> None:
    """A citation of another text is not drawn somewhere."""
    with pytest.raises(ValueError, match="does not stand at"):
        annotate("ngắn", find_citations(TEXT), lambda _: ("", ""))
