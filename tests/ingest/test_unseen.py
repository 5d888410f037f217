"""Words that are drawn in ink and not seen: covered, clipped away, of a layer that is off."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import Image
from reportlab.lib.utils import ImageReader

from extract.page import Page
from ingest.layers import may_have_layers
from ingest.options import ReadOptions
from ingest.pages import read_pages
from tests.ingest.sheets import HEIGHT, Sheet, with_widget

WORDS = ("Số:", "12/QĐ-UBND")


def white_box(sheet: Sheet) -> None:
    """As an editor puts it over what it changes."""
    sheet.canvas.setFillColorRGB(1, 1, 1)
    sheet.canvas.rect(75, HEIGHT - 110, 150, 22, fill=1, stroke=0)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def picture(sheet: Sheet) -> None:
    """Opaque."""
    sheet.canvas.drawImage(ImageReader(Image.new("RGB", (15, 2), "grey")), 75, HEIGHT - 110, 150, 22)


def stamp(sheet: Sheet) -> None:
    """A picture that lets through what is beneath, with a frame around it."""
    seal = Image.new("RGBA", (15, 2), (255, 0, 0, 90))
    sheet.canvas.drawImage(ImageReader(seal), 75, HEIGHT - 110, 150, 22, mask="auto")
    sheet.canvas.rect(75, HEIGHT - 110, 150, 22)


def page_of(pdf: bytes) -> Page:
    """The first page without OCR."""
    return read_pages(pdf, ReadOptions(ocr=False))[0]


def hidden(page: Page) -> dict[str, str | None]:
    """What each word says of itself."""
    return {word.text: word.hidden for line in page.lines for word in line.words}


@pytest.mark.parametrize(("cover", "why"), [(white_box, "unseen"), (picture, "unseen"), (stamp, None)])
def test_what_is_drawn_over_words_may_hide_them(cover: Callable[[Sheet], None], why: str | None) -> None:
    """What is written over it, or lay there before, is seen; the page says that something was left out."""
    sheet = Sheet()
    white_box(sheet.put(80, 140, "Kính gửi"))
    cover(sheet.put(80, 100, " ".join(WORDS)))
    page = page_of(sheet.put(80, 100, "99/TB").pdf())
    assert hidden(page) == dict.fromkeys(WORDS, why) | dict.fromkeys(("Kính", "gửi", "99/TB"))
    assert page.notes == (("unseen_words",) if why else ())


def test_words_outside_their_clip_are_unseen_and_those_partly_within_are_not() -> None:
    """As in cells of a workbook that are too narrow; letters drawn one by one are still one word."""
    sheet = Sheet()
    sheet.canvas.saveState()
    path = sheet.canvas.beginPath()
    path.rect(75, HEIGHT - 110, 60, 22)
    sheet.canvas.clipPath(path, stroke=0, fill=0)
    sheet.put(80, 100, "Số: 12/QĐ-UBND-VP").put(80, 200, "mất")
    for i, letter in enumerate("dài"):
        sheet.put(128 + 6 * i, 108, letter, size=11)
    sheet.canvas.restoreState()
    assert hidden(page_of(sheet.pdf())) == {"Số:": None, "12/QĐ-UBND-VP": None, "mất": "unseen", "dài": None}


def layered(*, on: bool, form: bool = False, packed: bool = False) -> bytes:
    """A page with a layer, which is on or off: marked content, or a form of its own."""
    with pikepdf.open(BytesIO(Sheet().put(80, 100, "thường").put(80, 100, "chồng").put(80, 130, "lớp").pdf())) as file:
        page = file.pages[0]
        layer = file.make_indirect(Dictionary(Type=Name.OCG, Name=String("L")))
        state = Dictionary(OFF=Array([] if on else [layer]))
        file.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=state)
        first, *texts = page.Contents.read_bytes().split(b"BT")
        kept, layers = b"BT".join([first, *texts[:-2]]), b"BT".join([b"", *texts[-2:]])
        if form:
            drawn = file.make_stream(layers, Type=Name.XObject, Subtype=Name.Form, OC=layer)
            drawn.BBox, drawn.Resources = Array([0, 0, 595, 842]), file.make_indirect(page.Resources)
            page.Resources = Dictionary(Font=page.Resources.Font, XObject=Dictionary(L=drawn))
            page.Contents = file.make_stream(kept + b" /L Do")
        else:
            page.Resources.Properties = Dictionary(L=layer)
            page.Contents = file.make_stream(kept + b" /OC /L BDC " + layers + b" EMC")
        out = BytesIO()
        mode = pikepdf.ObjectStreamMode
        file.save(out, object_stream_mode=mode.generate if packed else mode.disable)
        return out.getvalue()


@pytest.mark.parametrize("form", [False, True])
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("on", [False, True])
def test_words_of_a_layer_that_is_off_are_unseen(on: bool, form: bool, packed: bool) -> None:
    """Even where they lie in the place of one that is seen, and where the catalogue is packed."""
    why = None if on else "unseen"
    found = hidden(page_of(layered(on=on, form=form, packed=packed)))
    assert found == {"thường": None, "chồng": why, "lớp": why}


def test_layers_are_looked_for_in_the_bytes() -> None:
    """Names may be written by codes; a file that cannot be looked into may have some."""
    plain = Sheet().put(80, 100, "a").pdf()
    assert [may_have_layers(data) for data in (plain, b"/OC#50ropertie#73 1", b"/ObjStm /Length 3 >> stream\nabc")] == [
        False,
        True,
        True,
    ]


def test_a_page_keeps_its_inherited_size_when_annotations_are_drawn_into_it() -> None:
    """PDFium makes such a page US Letter, so that what is drawn of it is not what it shows."""
    sheet = Sheet()
    sheet.canvas.setFillColorRGB(0.8, 0.1, 0.1)
    sheet.canvas.rect(80, HEIGHT - 24, 200, 20, fill=1, stroke=0)
    sheet.canvas.setFillColorRGB(1, 1, 1)
    with pikepdf.open(BytesIO(with_widget(sheet.put(90, 20, "ĐẦU").pdf(), "12", 300, 300))) as file:
        page = file.pages[0].obj
        page.Parent.MediaBox = page.MediaBox
        del page.MediaBox
        out = BytesIO()
        file.save(out)
    assert hidden(page_of(out.getvalue())) == {"ĐẦU": None, "12": None}
