"""What a text layer is worth: bad encodings and a scanner's own reading are none, other languages are fine."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader

from ingest.judge import is_writing
from ingest.options import ReadOptions
from ingest.overlay import Overlay
from ingest.pdf import open_pdf
from ingest.pdfpage import load_page
from tests.ingest.sheets import HEIGHT, WIDTH, Sheet

VIETNAMESE = (
    "Căn cứ kế hoạch đã được phê duyệt, Ủy ban nhân dân huyện Đông Phước yêu cầu các xã tổng hợp số liệu vụ mùa"
)
VIETNAMESE += " và báo cáo trước ngày cuối tháng để kịp thời chỉ đạo sản xuất"
ENGLISH = "The harvest was gathered before the rivers rose, and every village sent its figures to the district office"
ENGLISH += " through the usual channels within three weeks"
GERMAN = "Die Gemeinden meldeten ihre Zahlen rechtzeitig, obwohl die Brücken nach dem Hochwasser gesperrt waren"
GERMAN += " und manche Straße wochenlang unter Wasser stand"
CHINESE = (
    "各乡镇 已经 按时 上报 数据 水稻 收成 比 去年 增加 道路 桥梁 恢复 通行 学校 医院 正常 开放 粮食 储备 充足 供应"
)
RUSSIAN = (
    "Районы вовремя представили отчёты о сборе урожая хотя мосты после паводка были закрыты и дороги стояли под водой"
)
RUSSIAN += " почти три недели подряд без проезда"
SCANNER = (
    "tliông bdo vê viêc kiêrn tra cîic xa Bông Plnrfrc ycu câu tông hçrp sô liçu vv mùa vii bâo cdo truôc ngiiy cuôi"
)
SCANNER += " thimg dê kjp thôi chi dao sân xuât theo dông quy dinh"


def shifted(text: str, by: int) -> str:
    """Every letter so many code points further on."""
    return "".join(sign if sign == " " else chr(ord(sign) + by) for sign in text)


@pytest.mark.parametrize("text", [ENGLISH, GERMAN, CHINESE, RUSSIAN, "ft mm kg in lb " * 10, "CAEX123 ZBKT8 " * 30])
def test_other_languages_are_writing(text: str) -> None:
    """So are units and codes, which tell nothing."""
    assert is_writing([text])


def test_a_cipher_is_none() -> None:
    """Fonts whose tables say other letters than they show."""
    cipher = str.maketrans("aăâbcdđeêghiklmnoôơpqrstuưvxyấếềộớữ", "xâyeữqiớăkbấođgứaụmcơvhnưtrộlupdsêề")
    assert not is_writing([VIETNAMESE.translate(cipher)])
    assert not is_writing([shifted(VIETNAMESE, 3)])


def sheet(text: str, picture: str) -> bytes:
    """A page of this text, a picture all over it `behind` or `before` it, or none."""
    image = BytesIO()
    Image.new("RGB", (60, 84), (240, 244, 236)).save(image, "PNG")
    out = Sheet()
    if picture == "behind":
        out.canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
    words = text.split()
    for row in range(0, len(words), 4):
        for y in (80, 230, 380, 530, 680):
            out.put(70, y + 3.5 * row, " ".join(words[row : row + 4]), size=10)
    if picture == "before":
        out.canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
    return out.pdf()


@pytest.mark.parametrize(
    ("text", "picture", "expected"),
    [
        (VIETNAMESE, "behind", "good"),
        (ENGLISH, "behind", "good"),  # a letterhead that fills the page
        (ENGLISH, "none", "good"),
        (SCANNER, "before", "garbage"),
        (VIETNAMESE.translate(str.maketrans("aăâbcdđeêghi", "xâyeữqiớăkbấ")), "none", "garbage"),
    ],
)
def test_verdicts(text: str, picture: str, expected: str) -> None:
    """By what the words are, and whether a picture hides them."""
    options = ReadOptions(ocr=False)
    data = sheet(text, picture)
    with open_pdf(data, options) as document:
        overlay = Overlay(document, data, options)
        with load_page(document, 0, 200_000, overlay) as page:
            assert page.verdict == expected
