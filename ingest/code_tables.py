"""Vietnamese before Unicode (bảng mã cũ): the tables of TCVN3 (ABC) and VNI.

`C«ng v¨n` set in .VnTime is `Công văn`; `Coâng vaên` set in VNI-Times is the same. Facts of both encodings: TCVN 5712
(VN3), and the VNI character set for Windows.
"""

from __future__ import annotations

import unicodedata
from typing import Literal

from ingest.horns import restore_horns

Encoding = Literal["tcvn3", "vni"]
ENCODINGS: tuple[Encoding, ...] = ("tcvn3", "vni")
_TCVN3 = dict(
    zip(
        "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
        strict=True,
    )
) | {"μ": "à"}
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_CIRCUMFLEX, _BREVE = "\u0302", "\u0306"
_VNI_MARKS = {
    "ù": _ACUTE,
    "ø": _GRAVE,
    "û": _HOOK,
    "õ": _TILDE,
    "ï": _DOT,
    "â": _CIRCUMFLEX,
    "á": _CIRCUMFLEX + _ACUTE,
    "à": _CIRCUMFLEX + _GRAVE,
    "å": _CIRCUMFLEX + _HOOK,
    "ã": _CIRCUMFLEX + _TILDE,
    "ä": _CIRCUMFLEX + _DOT,
    "ê": _BREVE,
    "é": _BREVE + _ACUTE,
    "è": _BREVE + _GRAVE,
    "ú": _BREVE + _HOOK,
    "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}
_VNI_LETTERS = {"ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}
_BEARERS = frozenset("aeouyôö")


def to_unicode(text: str, encoding: Encoding) -> str:
    """The text by the table of its encoding; signs that the table lacks stay."""
    if encoding == "tcvn3":
        return restore_horns("".join(_TCVN3.get(sign, sign) for sign in text))
    return _from_vni(unicodedata.normalize("NFC", text))


def _from_vni(text: str) -> str:
    """A letter and the sign after it that carries its marks, become one letter; `ô` and `ö` are ơ and ư."""
    out: list[str] = []
    previous = ""
    for sign in text:
        lower = sign.lower()
        if previous in _BEARERS and lower in _VNI_MARKS:
            out.append(_VNI_MARKS[lower])
            previous = ""
            continue
        letter = _VNI_LETTERS.get(lower, lower)
        out.append(letter.upper() if sign != lower else letter)
        previous = lower
    return unicodedata.normalize("NFC", "".join(out))
