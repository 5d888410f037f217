"""What can cover print is told from the operators alone, however they are written."""

from __future__ import annotations

import pytest

from signatures.ink import read_ink

WORDS = b"BT /F1 9 Tf 2 5 Td (Ky boi) Tj ET"
LINE = b"0 20 m 340 20 l S"


@pytest.mark.parametrize(
    "content",
    [
        b"0 g " + WORDS,
        b"q 0 g " + WORDS + b" Q",
        b"1 0 0 RG 2 w " + LINE,
        b"/DeviceGray cs 0 sc " + WORDS,
        b"q 100 0 0 100 0 0 cm /Im0 Do Q 0 G 1 w " + LINE,  # the scale is that of the picture
        b"0 0 0 1 k " + WORDS,
        b"BT /F1 1 Tf 9 0 0 9 2 5 Tm (Ky boi: 2 g f) Tj ET",  # operators in words are none
    ],
)
def test_words_and_thin_lines_cover_nothing(content: bytes) -> None:
    """What most stamps are made of."""
    assert read_ink(content, 1.0).can_cover is False


@pytest.mark.parametrize(
    "content",
    [
        b"0 g 0 0 340 40 re f",
        b"0 g 0 0 340 40 re f[]0 d",  # a delimiter ends the operator
        b"0 g 0 0 340 40 re[]0 d\x00f\x00",
        b"0 g 0 0 340 40 re/X MP f/X MP",
        b"0 G 60 w " + LINE,
        b"q 100 0 0 100 0 0 cm 0.6 w 0 .2 m 4 .2 l S Q",
        b"(q .01 0 0 .01 0 0 cm) pop % q .01 0 0 .01 0 0 cm\n60 w " + LINE,
        b"q 10 w Q q 10 w " + LINE + b" Q",
        b"0 g BT /Z 60 Tf (nnnn) Tj ET",
        b"0 g BT /Z 1 Tf 60 0 0 60 0 0 Tm (nnnn) Tj ET",
        b"1 g " + WORDS,
        b"+1 g " + WORDS,
        b"2 g " + WORDS,
        b".9 .9 .9 rg " + WORDS,
        b"-1 -1 -1 -1 k " + WORDS,
        b"/Spot cs 0 scn " + WORDS,  # a colour space of its own
        b"x g " + WORDS,
        b"(never ends",
        b"q " * 500,
    ],
)
def test_fills_thick_lines_large_letters_and_light_ink_may_cover(content: bytes) -> None:
    """And whatever cannot be told."""
    assert read_ink(content, 1.0).can_cover is True


@pytest.mark.parametrize(("scale", "expected"), [(1.0, False), (4.0, True)])
def test_a_form_enlarged_by_its_box_is_thick(scale: float, expected: bool) -> None:
    """Its lines of two points become eight."""
    assert read_ink(b"2 w " + LINE, scale).can_cover is expected


def test_forms_are_as_large_as_they_are_drawn() -> None:
    """At most: the second time it is three times as large."""
    ink = read_ink(b"/X Do q 3 0 0 3 0 0 cm /X Do Q /Y Do", 2.0)
    assert ink.drawn == {b"/X": 6.0, b"/Y": 2.0}
