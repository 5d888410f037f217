"""Dispatches that arrive as word-processor files."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from ingest.docx import read_docx
from ingest.media import DOCX, media_type
from ingest.options import Limits
from ingest.problems import ArchiveBomb, Damaged
from tests.ingest.test_archives import zipped


def letter() -> bytes:
    """A header made of a table, a paragraph with a tab and a break, a table of data."""
    document = docx.Document()
    head = document.add_table(1, 2)
    head.cell(0, 0).text = "SỞ NỘI VỤ\nSố: 12/SNV-VP"
    head.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nAn Sơn, ngày 05 tháng 9 năm 2025"
    document.add_paragraph("Kính gửi:\tVăn phòng").add_run("\nỦy ban")
    data = document.add_table(3, 3)
    for row in range(3):
        for column in range(3):
            data.cell(row, column).text = f"{row}{column}"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_text_comes_in_reading_order() -> None:
    """The header column by column, tables of data row by row."""
    assert read_docx(letter(), Limits()).split("\n") == [
        "SỞ NỘI VỤ",
        "Số: 12/SNV-VP",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "An Sơn, ngày 05 tháng 9 năm 2025",
        "Kính gửi: Văn phòng",
        "Ủy ban",
        *[f"{row}{column}" for row in range(3) for column in range(3)],
        "",
    ]


def test_boxes_are_read_once_and_hidden_text_not_at_all() -> None:
    """Word writes a text box twice, for itself and for older programs; `w:vanish` is not shown."""
    document = docx.Document()
    paragraph = document.add_paragraph("Kính gửi: Văn phòng")
    boxed = f"<w:txbxContent {nsdecls('w')}><w:p><w:r><w:t>Số: 12/SNV-VP</w:t></w:r></w:p></w:txbxContent>"
    compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    paragraph.runs[0]._r.append(
        parse_xml(
            f"<mc:AlternateContent {compatible}><mc:Choice>{boxed}</mc:Choice><mc:Fallback>{boxed}</mc:Fallback>"
            "</mc:AlternateContent>"
        )
    )
    paragraph.add_run(" ẩn").font.hidden = True
    paragraph.add_run(" hiện").font.hidden = False
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), Limits()).splitlines() == ["Kính gửi: Văn phòng hiện", "Số: 12/SNV-VP"]


@pytest.mark.parametrize(
    "kind", ["ms-word.document.macroEnabled", "openxmlformats-officedocument.wordprocessingml.template"]
)
def test_files_with_macros_and_templates_are_read(kind: str) -> None:
    """They differ in their content type only, and a main part may have a number."""
    plain = "openxmlformats-officedocument.wordprocessingml.document"
    with zipfile.ZipFile(io.BytesIO(letter())) as archive:
        members = [(name, archive.read(name)) for name in archive.namelist()]
    changed = [
        (
            name.replace("document.xml", "document2.xml"),
            data.replace(plain.encode(), kind.encode()).replace(b"document.xml", b"document2.xml"),
        )
        for name, data in members
    ]
    assert media_type(zipped(*changed), "a.docm") == DOCX
    assert read_docx(zipped(*changed), Limits()) == read_docx(letter(), Limits())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (zipped(("word/document.xml", b"<a/>")), Damaged),
        (letter()[:-200], Damaged),
        (zipped(("word/document.xml", b"\x00" * 60_000_000)), ArchiveBomb),
    ],
)
def test_hostile_documents(data: bytes, kind: type[Exception]) -> None:
    """No parts, no end, or too much of it."""
    with pytest.raises(kind):
        read_docx(data, Limits())


@pytest.mark.parametrize("where", ["run", "style", "based on", "defaults"])
def test_fonts_from_before_unicode(where: str) -> None:
    """Named by the run, by a style, by what that is based on, or by the file's defaults; others stay as they are."""
    document = docx.Document()
    normal = document.styles["Normal"]
    if where == "defaults":
        fonts = document.styles.element.find(
            f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:rFonts')}"
        )
        fonts.attrib.clear()
        fonts.set(qn("w:hAnsi"), ".VnTime")
    paragraph = document.add_paragraph()
    if where in ("style", "based on"):
        normal.font.name = ".VnTime"
        paragraph.style = document.styles["Body Text" if where == "based on" else "Normal"]
    for text, font in (("ñ", ".VnTimeH"), ("y ban, ®\xadîc ", ".VnTime"), ("café", "Calibri"), (" Vaên", "VNI-Times")):
        run = paragraph.add_run(text)
        if where == "run" or font != ".VnTime":
            run.font.name = font
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), Limits()) == "Ủy ban, được café Văn\n"


@pytest.mark.parametrize("font", ["VNI-Times", ".VnTime", ".VnTimeH"])
def test_modern_text_in_a_font_with_an_old_name_stays(font: str) -> None:
    """All its runs, also those whose letters the tables know; optional hyphens are not shown."""
    document = docx.Document()
    paragraph = document.add_paragraph()
    for text in ("Công văn số 15 về việc nghỉ lễ của ", "các phòng", " điện tho", "ại"):
        paragraph.add_run(text).font.name = font
    paragraph.runs[2]._r.append(paragraph.runs[2]._r.makeelement(qn("w:softHyphen")))
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), Limits()) == "Công văn số 15 về việc nghỉ lễ của các phòng điện thoại\n"


def test_styles_in_a_circle_and_many_runs() -> None:
    """Each style is asked for its font once, however many runs a paragraph has."""
    document = docx.Document()
    normal, body = document.styles["Normal"], document.styles["Body Text"]
    normal.base_style, body.base_style = body, normal
    document.styles["Heading 1"].font.name = ".VnTime"
    paragraph = document.add_paragraph("c«ng", style="Body Text")
    for _ in range(20_000):
        paragraph._p.append(paragraph._p.makeelement(qn("w:r")))
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), Limits()) == "c«ng\n"


@pytest.mark.parametrize(
    ("said", "first", "expected"), [("SỞ NỘI VỤ", False, True), ("SỞ", True, True), ("Trang 1/2", False, False)]
)
def test_a_letterhead_above_the_page_is_read(said: str, first: bool, expected: bool) -> None:
    """In the head of all pages or of the first; a page number is not."""
    document = docx.Document()
    document.add_paragraph("Kính gửi: Văn phòng")
    section = document.sections[0]
    section.different_first_page_header_footer = first
    (section.first_page_header if first else section.header).paragraphs[0].text = said
    out = io.BytesIO()
    document.save(out)
    assert read_docx(out.getvalue(), Limits()).split("\n") == [*([said] if expected else []), "Kính gửi: Văn phòng", ""]
