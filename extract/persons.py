"""Names of persons (họ tên): two to six words, a known surname first; degrees and ranks before it are not the name."""

from __future__ import annotations

import re
from functools import cache

from extract.fold import fold, spelling
from extract.tables import table

_TITLES = re.compile(
    r"^(?:(?:pgs|gs|ts|ths|bs|ds|(?:[bd]s ?\.? ?)?ck ?(?:ii?|[12])|cn|ks|ls|nsnd|nsut|ngnd|ngut|ttut|ttnd|"
    r"ong|ba|dong chi|d/c|(?:thieu|trung|thuong|dai) (?:tuong|ta|uy)|dai tuong|chuan do doc|pho do doc|do doc|"
    r"bac si|tien si|thac si|luat su|ky su)\b[ .,]*)+",
)
_WORD = r"[^\W\d_]+(?:[’'.-][^\W\d_]+)*[’']?"
_SHAPE = re.compile(rf"{_WORD}(?: {_WORD}){{1,5}}$")
_MOST = 6
"""Words of a name of the Central Highlands."""
_NOT_NAMES = re.compile(
    r"(?:nơi nhận|kính gửi|căn cứ|cộng h|độc lập|phụ lục|danh sách|như |đã k|văn phòng|văn thư|văn bản|số |"
    r"bộ |ủy |uỷ |hội |ban |cục |vụ |tỉnh |"
    r"thành phố|quận |huyện |xã |phường |thị |chính phủ|quốc hội|việt nam|hồ chí minh$|"
    r"tải |nghị |quyết |thông |luật |điều )"
)

_HIGHLAND = re.compile(r"[AY]$|[KHY][’']")
"""First words of names of the Central Highlands: `Y Thanh`, `H'Yim Kđoh`, `K'Brốp Sên`."""
_POST = re.compile(
    r"(?:pho|chu|giam|truong|chanh|bo truong|thu truong|cuc|tong|vien|hieu) "
    r"(?:[a-z]{1,3} )*(?:[a-z]+ )?(?:tich|doc|truong|nhiem)"
)
"""A position misread: `PHÓ G ÁM ĐỐC` is no name."""


@cache
def _surnames() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in table("surnames"):
        key = fold(row["surname"])
        found[key] = (*found.get(key, ()), row["surname"])
    return found


def is_surname(word: str) -> bool:
    """Whether a word is a surname we know, printed as one, with its marks or without."""
    return word[0].isupper() and len(word) > 1 and fold(word) in _surnames()


def name_start(text: str) -> int:
    """Where the name begins behind degrees and ranks: 8 for `PGS.TS. Nguyễn Văn A`, 0 for most."""
    found = _TITLES.match(fold(text))
    return found.end() if found and found.end() < len(text) else 0


def is_person(text: str) -> bool:
    """Whether the text reads as a person's name: `Trần Vĩnh Tuyến`, `NGUYỄN VĂN A`, `H'Yim Kđoh`."""
    if len(text) > 80:
        return False
    name = text[name_start(text) :].strip(" .,;:")
    if not 4 <= len(name) <= 40 or not _SHAPE.match(name) or _NOT_NAMES.match(spelling(name)):
        return False
    words = name.split()
    known = fold(words[0]) in _surnames() and len(words[0]) > 1
    if (len(words) == 2 and fold(words[0]) in ("van", "thi")) or _POST.match(fold(name)):
        return False
    capitals = all(word[0].isupper() and (len(word) == 1 or not word.isupper()) for word in words)
    highland = len(words) <= _MOST and bool(_HIGHLAND.match(words[0])) and len(words[1]) > 1 and len(name) > 4
    return (capitals and (known or highland or len(words) in (3, 4))) or (known and name.isupper() and len(words) <= 5)


def is_capitalised(text: str) -> bool:
    """Whether the text has the shape of a name, known surname or not: `Tố Hữu`."""
    name = text.strip(" .,;:")
    words = name.split()
    shaped = len(text) <= 40 and 2 <= len(words) <= 4 and bool(_SHAPE.match(name))
    return shaped and not _NOT_NAMES.match(spelling(name)) and all(word.istitle() for word in words)


def surely_person(text: str) -> bool:
    """As `is_person`, and the surname is a common one."""
    name = text[name_start(text) :].strip()
    return is_person(text) and fold(name.split()[0]) in _surnames()


def mended(name: str) -> str:
    """The name with its surname set right where a scan misread it: `Trân Văn A` is `Trần Văn A`, `Nguyện` `Nguyễn`.

    Only a surname that is none as printed is touched, and only where one surname is nearest.
    """
    first, _, rest = name.partition(" ")
    known = _surnames().get(fold(first), ())
    printed = first.capitalize()
    if known and printed not in known and len(known) == 1:
        better = known[0]
    elif not known and fold(first).endswith("uyen") and len(first) <= 7:
        better = "Nguyễn"
    else:
        return name
    return f"{better.upper() if first.isupper() else better} {rest}".strip()
