"""Scraps of seals and stamps beside a position: what is read from their pictures is no part of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from extract.bundle import read_dispatches
from extract.page import Box, Line, Word
from tests.extract.printing import HEAD, line, page, paper

BODY = [(85, 180, "Kính gửi: Ủy ban nhân dân các huyện"), (100, 210, "Sở Tài chính đề nghị các huyện báo cáo.")]
NOTED = [(80, 600, "Nơi nhận:"), (80, 615, "- Như trên;"), (80, 645, "- Lưu: VT, NS.")]
Source = Literal["text_layer", "ocr", "stamp"]


def position_of(*signing: Line) -> str | None:
    """The position read from a scanned letter that ends with these lines."""
    letter = page((*HEAD, *BODY, *NOTED), source="ocr")
    name = line(370, 690, "Trần Thị Mộng Cầm", source="ocr")
    (dispatch,) = read_dispatches(paper(replace(letter, lines=(*letter.lines, *signing, name))))
    assert dispatch.fields.signer_name is not None
    assert dispatch.fields.signer_name.value == "Trần Thị Mộng Cầm"
    return dispatch.fields.signer_position.value if dispatch.fields.signer_position else None


def scrap(text: str, *, x: float = 330, top: float = 620, high: float = 13, source: Source, sure: float = 0.9) -> Word:
    """A word of a given height."""
    return Word(text, Box(x, top, x + 60, top + high), confidence=sure, source=source)


@pytest.mark.parametrize("source", ["ocr", "stamp"])
@pytest.mark.parametrize("text", ["VẰN", "TOÀN"])
def test_a_picture_read_as_a_word_does_not_go_on_with_a_position(source: Source, text: str) -> None:
    """A seal's or stamp's letters between position and name are left out, whatever they were read as."""
    picture = Line((scrap(text, high=80, source=source),))
    assert position_of(line(380, 600, "CHỦ TỊCH", source="ocr"), picture) == "CHỦ TỊCH"
    assert position_of(line(370, 600, "GIÁM ĐỐC KHU", source="ocr"), picture) == "GIÁM ĐỐC KHU"


@pytest.mark.parametrize(
    ("word", "position"),
    [
        (scrap("VẰN", x=470, top=598, high=60, source="ocr"), "GIÁM ĐỐC"),
        (scrap("VẰN", x=470, top=600, sure=0.3, source="ocr"), "GIÁM ĐỐC"),
        # as high and as sure as the position, or a word for a body: part of it
        (scrap("CDC", x=470, top=600, source="ocr"), "GIÁM ĐỐC CDC"),
        (scrap("SỞ", x=470, top=600, sure=0.3, source="ocr"), "GIÁM ĐỐC SỞ"),
    ],
)
def test_one_word_behind_a_position(word: Word, position: str) -> None:
    """Dropped only where the picture says that it is none, and it means no body."""
    printed = line(380, 600, "GIÁM ĐỐC", source="ocr")
    assert position_of(Line((*printed.words, word))) == position


@pytest.mark.parametrize(
    ("before", "position"),
    [
        ([("1", 0.85), ("9", 0.85)], "CHỦ TỊCH"),
        ([("YA", 0.4), ("Vip,", 0.2)], "CHỦ TỊCH"),
        ([("PHÓ", 0.7)], "PHÓ CHỦ TỊCH"),  # a mark of the position is no scrap, however unsure
    ],
)
def test_what_is_read_of_a_seal_before_a_position(before: list[tuple[str, float]], position: str) -> None:
    """Unsure words are dropped where a whole position follows."""
    printed = line(380, 600, "CHỦ TỊCH", source="ocr")
    scraps = [scrap(text, x=300 + 30 * i, top=600, source="ocr", sure=sure) for i, (text, sure) in enumerate(before)]
    assert position_of(Line((*scraps, *printed.words))) == position


@pytest.mark.parametrize(("apart", "name"), [(18.0, "Trần Thị Mộng Cầm"), (4.0, None)], ids=["far", "close"])
def test_what_is_read_of_a_seal_before_a_name(apart: float, name: str | None) -> None:
    """Unsure words far from a whole name are none of it; what stands close may be all that is left of the surname."""
    printed = line(370, 690, "Trần Thị Mộng Cầm", source="ocr").words
    letter = page((*HEAD, *BODY, *NOTED, (380, 600, "GIÁM ĐỐC")), source="ocr")
    seal = scrap("tr", x=370 - apart - 60, top=690, source="ocr", sure=0.5)
    (dispatch,) = read_dispatches(paper(replace(letter, lines=(*letter.lines, Line((seal, *printed))))))
    found = dispatch.fields.signer_name
    assert (found.value if found else None) == name


@pytest.mark.parametrize("degree", [("đù.", 0.3), ("Ỉs.CKII.", 0.85), ("TỪ", 0.54)])
def test_a_degree_that_was_misread_is_no_part_of_the_name(degree: tuple[str, float]) -> None:
    """It has a full stop, or capitals only, and what follows is a whole name."""
    printed = line(370, 690, "Trần Thị Mộng Cầm", source="ocr").words
    letter = page((*HEAD, *BODY, *NOTED, (380, 600, "GIÁM ĐỐC")), source="ocr")
    before = scrap(degree[0], x=306, top=690, source="ocr", sure=degree[1])
    (dispatch,) = read_dispatches(paper(replace(letter, lines=(*letter.lines, Line((before, *printed))))))
    assert dispatch.fields.signer_name is not None
    assert dispatch.fields.signer_name.value == "Trần Thị Mộng Cầm"


def test_a_position_with_a_doubtful_first_word_stays_whole() -> None:
    """`TỐNG CỤC TRƯỞNG` is Tổng Cục trưởng, not Cục trưởng behind a scrap."""
    first = scrap("TỐNG", x=318, top=600, source="ocr", sure=0.8)
    assert position_of(Line((first, *line(382, 600, "CỤC TRƯỞNG", source="ocr").words))) == "TỔNG CỤC TRƯỞNG"


def test_two_lines_of_a_signature_read_as_one() -> None:
    """Stamped so closely that they share a row; the comma between them is a speck."""
    assert position_of(line(330, 600, "KT.TRƯỞNG PHỒNG, PHO TRƯỞNG PHÒNG", source="ocr")) == "PHÓ TRƯỞNG PHÒNG"


def test_a_pen_read_as_capitals_is_no_name() -> None:
    """`AN V` begins with a surname, and is no two syllables."""
    strokes = Line((scrap("AN", x=370, top=630, source="ocr"), scrap("V", x=435, top=630, source="ocr")))
    assert position_of(line(380, 600, "CỤC TRƯỞNG", source="ocr"), strokes) == "CỤC TRƯỞNG"


def test_strokes_of_a_pen_do_not_go_on_with_a_position() -> None:
    """What is no syllable is no word of it; a blank that was lost in it is set right."""
    strokes = Line((scrap("VVAV", x=370, top=630, source="ocr"),))
    assert position_of(line(380, 600, "THỨTRƯỞNG", source="ocr"), strokes) == "THỨ TRƯỞNG"


def test_capitals_of_a_stamp_are_no_name() -> None:
    """`AU VÀ` has a surname first, but seals are in capitals, and stamped names are not."""
    capitals = Line((scrap("AU", x=225, top=680, source="stamp"), scrap("VÀ", x=290, top=680, source="stamp")))
    assert position_of(line(380, 600, "CỤC TRƯỞNG", source="ocr"), capitals) == "CỤC TRƯỞNG"


@pytest.mark.parametrize(
    ("source", "authority"), [("ocr", "KT. GIÁM ĐỐC"), ("text_layer", "GIÁM ĐỐC")], ids=["scan", "clean"]
)
def test_a_deputy_under_a_position_signs_for_it(source: Source, authority: str) -> None:
    """`KT.` is often written by hand, or lost below the seal; in clean text what is not there is not there."""
    letter = page((*HEAD, *BODY, *NOTED), source=source)
    signing = [
        line(380, 600, "GIÁM ĐỐC", source=source),
        line(370, 615, "PHÓ GIÁM ĐỐC", source=source),
        line(370, 690, "Trần Thị Mộng Cầm", source=source),
    ]
    (dispatch,) = read_dispatches(paper(replace(letter, lines=(*letter.lines, *signing))))
    assert dispatch.fields.signer_authority is not None
    assert dispatch.fields.signer_authority.value == authority
