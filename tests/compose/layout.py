"""Dispatches laid out after Decree 30/2020/NĐ-CP, Appendix I: bytes of a PDF with a text layer."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from itertools import groupby

from reportlab.pdfgen.canvas import Canvas

from tests.compose.fonts import BOLD, text_width
from tests.compose.letter import Letter
from tests.compose.pen import HEIGHT, LEFT, RIGHT, WIDTH, Pen

MIDDLE = LEFT + (RIGHT - LEFT) * 0.42
RED = (0.8, 0.05, 0.1)


def compose_pdf(*letters: Letter, title: str | None = None) -> bytes:
    """The letters one after the other in one file, each on pages of its own; the same letters give the same bytes."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1)
    canvas.setTitle(title or letters[0].subject)
    for letter in letters:
        write_letter(Pen(canvas), letter)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write_letter(pen: Pen, letter: Letter) -> None:
    """All parts of one dispatch, annex pages included."""
    _header(pen, letter)
    _title(pen, letter)
    _addressees(pen, letter)
    body, annex = _cut_annex(letter.body)
    _body(pen, body)
    _tail(pen, letter)
    if annex:
        pen.new_page()
        _body(pen, annex)


def _header(pen: Pen, letter: Letter) -> None:
    """Two columns: who issues, number and subject on the left; state, motto, place and date on the right."""
    _beside(pen, lambda: _issuer(pen, letter), lambda: _state(pen, letter))
    pen.y += 14


def _issuer(pen: Pen, letter: Letter) -> None:
    left, right = LEFT - 25, MIDDLE - 8
    if letter.parent:
        pen.write(letter.parent, size=12, align="center", left=left, right=right)
    pen.write(letter.agency, size=12, bold=True, align="center", left=left, right=right)
    pen.rule(left + 60, right - 60)
    if letter.reference:
        pen.write(f"Số: {letter.reference}", size=13, align="center", left=left, right=right)
    if letter.title is None:
        pen.write(f"V/v {letter.subject}", size=12, align="center", left=left + 8, right=right - 8)
    if letter.urgency:
        _urgency(pen, letter.urgency, left + 70)


def _urgency(pen: Pen, urgency: str, left: float) -> None:
    """The urgency in a red box, as a rubber stamp would set it."""
    pen.y += 6
    width = text_width(urgency, BOLD, 13) + 12
    pen.canvas.setStrokeColorRGB(*RED)
    pen.canvas.rect(left, HEIGHT - pen.y - 19, width, 20)
    pen.canvas.setStrokeColorRGB(0, 0, 0)
    pen.write(urgency, size=13, bold=True, align="center", left=left, right=left + width, colour=RED)


def _state(pen: Pen, letter: Letter) -> None:
    right = RIGHT + 20
    pen.write("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align="center", left=MIDDLE, right=right)
    pen.write("Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align="center", left=MIDDLE, right=right)
    pen.rule(MIDDLE + 60, right - 60)
    pen.y += 4
    pen.write(letter.place_and_date, size=13, italic=True, align="center", left=MIDDLE, right=right)


def _title(pen: Pen, letter: Letter) -> None:
    if letter.title is None:
        return
    pen.write(letter.title, size=14, bold=True, align="center")
    pen.write(letter.subject, size=14, bold=True, align="center", left=LEFT + 40, right=RIGHT - 40)
    pen.rule(WIDTH / 2 - 45, WIDTH / 2 + 65)
    pen.y += 8


def _addressees(pen: Pen, letter: Letter) -> None:
    """One addressee stands on the line of Kính gửi; several stand below it, each after a dash."""
    if len(letter.addressees) == 1:
        pen.write(f"Kính gửi: {letter.addressees[0]}", align="center", after=10)
    elif letter.addressees:
        pen.write("Kính gửi:", left=LEFT + 60)
        for i, name in enumerate(letter.addressees, 1):
            pen.write(f"- {name}{'.' if i == len(letter.addressees) else ';'}", left=LEFT + 100)
        pen.y += 10


def _body(pen: Pen, lines: tuple[str, ...]) -> None:
    for is_table, group in groupby(lines, lambda line: line.startswith("|")):
        if is_table:
            pen.table([[cell.strip() for cell in row.strip("|").split("|")] for row in group])
        else:
            for line in group:
                _paragraph(pen, line)


def _paragraph(pen: Pen, line: str) -> None:
    if line.startswith("# "):
        pen.write(line[2:], bold=True, align="center", after=6)
    elif line.startswith("_ "):
        pen.write(line[2:], italic=True, align="justify", indent=36, after=5)
    else:
        pen.write(line, align="justify", indent=36, after=5)


def _cut_annex(body: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands before and after the line `---`."""
    cut = body.index("---") if "---" in body else len(body)
    return body[:cut], body[cut + 1 :]


def _tail(pen: Pen, letter: Letter) -> None:
    """Recipients on the left, authority, position, room for the seal, and the name on the right; never torn apart."""
    pen.make_room(max(150.0, 16.0 * (len(letter.recipients) + 2)))
    pen.y += 8
    _beside(pen, lambda: _recipients(pen, letter), lambda: _signature(pen, letter))


def _recipients(pen: Pen, letter: Letter) -> None:
    if not letter.recipients:
        return
    right = MIDDLE - 10
    pen.write("Nơi nhận:", size=12, bold=True, italic=True, right=right)
    for name in letter.recipients:
        pen.write(f"- {name};", size=11, right=right)
    if letter.archive:
        pen.write(f"- Lưu: {letter.archive}.", size=11, right=right)


def _signature(pen: Pen, letter: Letter) -> None:
    for line in (*letter.authority, letter.position):
        pen.write(line, bold=True, align="center", left=MIDDLE + 10)
    pen.y += 68
    pen.write(letter.signer, bold=True, align="center", left=MIDDLE + 10)


def _beside(pen: Pen, left: Callable[[], None], right: Callable[[], None]) -> None:
    """Write two columns from the same height, and go on below the longer one."""
    top = pen.y
    left()
    bottom, pen.y = pen.y, top
    right()
    pen.y = max(pen.y, bottom)
