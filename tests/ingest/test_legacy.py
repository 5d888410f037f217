"""Text in the encodings that came before Unicode."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.page import Box, Word
from ingest.code_tables import to_unicode
from ingest.horns import restore_horns
from ingest.legacy import convert, is_undecoded
from ingest.options import ReadOptions
from ingest.pages import read_pages

PLAIN = "Công văn số 15 về việc nghỉ lễ ngày Quốc khánh đề nghị các phòng ban thực hiện"
TCVN3 = "C«ng v¨n sè 15 vÒ viÖc nghØ lÔ ngµy Quèc kh¸nh ®Ò nghÞ c¸c phßng ban thùc hiÖn"
VNI = "Coâng vaên soá 15 veà vieäc nghæ leã ngaøy Quoác khaùnh ñeà nghò caùc phoøng ban thöïc hieän"
BOX = Box(0, 0, 1, 1)


def words(text: str, font: str | None) -> list[Word]:
    """Words of one font."""
    return [Word(part, BOX, font) for part in text.split()]


@pytest.mark.parametrize(
    ("text", "font", "expected", "encodings"),
    [
        (TCVN3, "ABCDEF+.VnTime", PLAIN, ("tcvn3",)),
        (VNI, "VNI-Times", PLAIN, ("vni",)),
        (TCVN3, None, PLAIN, ("tcvn3",)),  # the font's name is lost: what it becomes tells
        (VNI, "F1", PLAIN, ("vni",)),
        (PLAIN, "VNI-Times", PLAIN, ()),  # a Unicode font that kept its old name
        ("Công an tỉnh đề nghị các xã", "VNI-Times", "Công an tỉnh đề nghị các xã", ()),
        ("Sở Y tế đã có ý kiến", ".VnTime", "Sở Y tế đã có ý kiến", ()),
        (PLAIN, "TimesNewRoman", PLAIN, ()),
        ("Über den Fluß naïve café", "Times", "Über den Fluß naïve café", ()),  # other languages are left alone
        ("céng hßa", ".VnTimeH", "CỘNG HÒA", ("tcvn3",)),  # small letters that are shown as capitals
    ],
)
def test_convert(text: str, font: str | None, expected: str, encodings: tuple[str, ...]) -> None:
    """By the font's name, or by what the table makes of the words."""
    converted, found = convert(words(text, font))
    assert (" ".join(word.text for word in converted), found) == (expected, encodings)


def test_fonts_are_judged_one_by_one() -> None:
    """A modern font with an old name beside an old one; and a word in Unicode that was put into old text."""
    converted, found = convert([*words(TCVN3 + " được", ".VnTime"), *words(PLAIN, "VNI-Times")])
    assert (" ".join(word.text for word in converted), found) == (f"{PLAIN} được {PLAIN}", ("tcvn3",))


def test_the_way_back_is_kept() -> None:
    """`raw` holds what the file has."""
    converted, _ = convert(words(TCVN3, ".VnTime"))
    assert [word.raw or word.text for word in converted] == TCVN3.split()


@given(st.text(max_size=60))
def test_any_text_can_be_converted(text: str) -> None:
    """No sign makes either table fail."""
    assert isinstance(to_unicode(text, "vni") + to_unicode(text, "tcvn3"), str)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("đ-ợc", "được"),
        ("đầu t-", "đầu tư"),
        ("-u tiên", "ưu tiên"),
        ("th-ơng binh, ng-ời", "thương binh, người"),
        ("C-ỜNG", "CƯỜNG"),
        ("Th-ờng trực - Hội", "Thường trực - Hội"),
        ("7593/VPCP-KSTT", "7593/VPCP-KSTT"),
        ("QĐ-UB, Ba-na, Gia-rai", "QĐ-UB, Ba-na, Gia-rai"),
        ("-Các sở; - như trên", "-Các sở; - như trên"),
        ("2010-2015, B-52, 5-a", "2010-2015, B-52, 5-a"),
        ("-------- -", "-------- -"),
        ("mặt cắt B-A, V-I", "mặt cắt B-A, V-I"),
        ("C-C, h-t", "C-C, h-t"),  # sections; no syllable ends in a stop without a tone
    ],
)
def test_a_hyphen_that_makes_a_syllable_was_a_letter(given: str, expected: str) -> None:
    """And one that makes none, or stands between syllables, is a hyphen."""
    assert restore_horns(given) == expected


@given(st.text(alphabet="aươtngđ-Đ -1", max_size=40))
def test_horns_are_put_for_hyphens_only(text: str) -> None:
    """Nothing else changes, and nothing changes twice."""
    found = restore_horns(text)
    assert len(found) == len(text)
    assert all(now == was or (was, now) in {("-", "ư"), ("-", "Ư")} for was, now in zip(text, found, strict=True))


def sheet(*runs: tuple[int, bytes]) -> bytes:
    """A page in two fonts that are not embedded, .VnTime and .VnTimeH: bytes as they stand in its strings."""
    with pikepdf.new() as file:
        fonts = {
            f"/F{i}": pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.TrueType,
                BaseFont=pikepdf.Name(name),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
            for i, name in enumerate(("/.VnTime", "/.VnTimeH"))
        }
        page = file.add_blank_page(page_size=(595, 842))
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(fonts))
        shown = b" ".join(b"/F%d 13 Tf <%s> Tj" % (font, text.hex().encode()) for font, text in runs)
        page.Contents = file.make_stream(b"BT 60 700 Td " + shown + b" ET")
        out = BytesIO()
        file.save(out)
        return out.getvalue()


def test_a_file_that_calls_the_byte_a_hyphen() -> None:
    """WinAnsiEncoding says so of 0xAD; and a word may take its first letter from the font of capitals."""
    data = sheet(
        (1, "ñ".encode("latin-1")),
        (0, "y ban nh©n d©n, thñ t\xadíng; ®Çu t\xad; sè 15/Q§-UBND".encode("latin-1")),
    )
    (page,) = read_pages(data, ReadOptions(ocr=False))
    said = [word for line in page.lines for word in line.words]
    assert " ".join(word.text for word in said) == "Ủy ban nhân dân, thủ tướng; đầu tư; số 15/QĐ-UBND"
    assert said[0].raw == "ñy"


def test_what_no_table_decodes_is_undecoded() -> None:
    """A font that names a table, whose bytes were taken for the Macintosh's: the page is read from its picture."""
    lost = words("ThÒ t\xadÌng Ch›nh phÒ MÆt trÀn quËc Vi÷t BÈ phËi hÓp", "ABCDEF+.VnTime")
    assert is_undecoded(lost)
    assert not is_undecoded(convert(words(TCVN3, ".VnTime"))[0])
    assert not is_undecoded(words("ThÒ t\xadÌng Ch›nh phÒ MÆt trÀn quËc Vi÷t BÈ phËi hÓp", "Times"))


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "The “Company” shall not “assign” this “Agreement” and don’t “sell” the “Goods” – the seller’s",
        "Le développement économique a été préféré; société créée, procédure générale",
        "Đắk Lắk, Krông Búk, Đắk Mil, Đăk Glei, Plông, Ngọk Bay, Rơ Kơi",
    ],
)
@pytest.mark.parametrize("font", ["VNI-Times", ".VnTime"])
def test_what_is_written_is_not_undecoded(text: str, font: str) -> None:
    """Unicode in a font with an old name, in another language or full of foreign names."""
    assert not is_undecoded(words(text, font))
