"""Acts (luật, bộ luật, pháp lệnh, Hiến pháp), cited by title: `Luật Dược số 105/2016/QH13`, `Bộ luật Lao động 2019`."""

from __future__ import annotations

import re
from functools import cache

from extract.citations.law_list import opens_list
from extract.citations.mention import Mention
from extract.citations.numbered import with_number
from extract.citations.pointing import read_this
from extract.citations.scan import B, M
from extract.citations.stretch import Stretch
from extract.citations.tail import read_tail, read_year
from extract.number import read_number
from extract.tables import table
from extract.titles import codes, mended, read_title

_ACT_NUMBER = re.compile(rf"{B}(?:so{M}:?{M})?(?=[0-9li])")
_NO_ACT = re.compile(
    rf"(?:(?<![a-z])phap|[ ]ky|cong{B}ty|van{B}phong|(?<![a-z])dai{B}hoc|(?<![a-z])(?:khoa|nganh|bao)){B}$"
)
"""What is law only by name: `Công ty Luật TNHH`, `Trường Đại học Luật`, `Khoa Luật`."""
_OF_NATIONS = re.compile(rf"(?<![a-z])cong{B}uoc(?:{B}[a-z0-9]+){{1,9}}?{B}ve{B}$")
"""`Công ước của Liên hợp quốc về Luật Biển` is a treaty."""
_REVISED = re.compile(rf"{B}\(sua{B}doi(?:,?{B}bo{B}sung)?\)(?={B}(?:so|ngay|nam){B}[0-9])")
"""`Luật Tổ chức HĐND và UBND (sửa đổi) ngày …`."""
_SHORTENED = re.compile(r"[ \n]\([A-ZĐ]{2,8}\)(?=[ \n]+(?:số|ngày)[ \n]+[0-9])")
"""`Luật Thuế giá trị gia tăng (GTGT) số …`."""
_TITLE_NUMBER = re.compile(rf"{M},?{M}\(?so?{M}:?{M}(?=[0-9li])|{B}(?=[0-9]{{1,3}}/[0-9]{{4}}/[a-z])")


def read_act(stretch: Stretch, at: re.Match[str], slug: str) -> Mention | None:
    """`Luật số 44/2024/QH15`, `Luật Dược số …`, `Bộ luật Lao động năm 2019`, `Luật này`."""
    source, shadow = stretch.source, stretch.shadow
    if not source[at.start()].isupper() or _NO_ACT.search(shadow, max(0, at.start() - 24), at.start()):
        return None
    if _OF_NATIONS.search(shadow, max(0, at.start() - 80), at.start()):
        return None
    if this := read_this(stretch, at, slug):
        return this
    if _names_itself(source, at) or (
        _ENACTS.search(shadow, max(0, at.start() - 30), at.start()) and _amends(shadow, at)
    ):
        return None  # the act of this very text; what its title names is read next
    mention = Mention(at.start(), at.end(), slug, form="title")
    direct = _ACT_NUMBER.match(shadow, at.end(), stretch.end)
    if direct and (found := read_number(source, direct.end(), typed=True)):
        mention.form = "number"
        return with_number(stretch, mention, found)
    many = opens_list(stretch, at)
    title = read_title(source, shadow, at.end() if many is None else many, stretch.end, slug)
    if title is None and slug != "hien_phap":
        return None
    if slug == "bo_luat" and title and not title.laws and _OF_INITIALS.match(source, at.end()):
        return None
    if title:
        mention.end, mention.laws = title.end, title.laws
    mention.title = " ".join(source[mention.start : mention.end].replace(":", " ").split())
    if title and title.amending:
        mention.title = mended(mention.title)
    revised = _REVISED.match(shadow, mention.end, stretch.end) or _SHORTENED.match(source, mention.end, stretch.end)
    if revised:
        mention.end = revised.end()
    read_year(shadow, mention, stretch.end)
    after = _TITLE_NUMBER.match(shadow, mention.end, stretch.end)
    if after and (found := read_number(source, after.end(), typed=True)):
        mention.form = "number"
        return with_number(stretch, mention, found)
    if foreign := _abroad().match(source, mention.end, stretch.end):
        mention.laws, mention.end = (), foreign.end()
        mention.issuer = " ".join(foreign["nation"].split())
        return mention
    read_tail(source, shadow, mention, stretch.end)
    return mention


@cache
def _abroad() -> re.Pattern[str]:
    """`Luật Doanh nghiệp của Trung Quốc` is not the law of that name we know; `data/nations.csv`."""
    nations = "|".join(re.escape(row["nation"]).replace(r"\ ", r"\s+") for row in table("nations"))
    return re.compile(
        r"\s+của\s+(?P<nation>(?:nước\s+)?"
        r"(?:Cộng\s+hòa\s+(?!xã\s+hội\s+chủ\s+nghĩa)|Vương\s+quốc\s+|Liên\s+bang\s+|Đặc\s+khu\s+)?"
        rf"(?:[Nn]ước\s+(?:ngoài|sở\s+tại|bạn)|{nations}))(?!\w)"
    )


_OF_INITIALS = re.compile(r"[ \n]+(?:quốc tế[ \n]+)?[A-Z]{3,8}(?![^\W_])")
"""`Bộ luật ISPS`, `Bộ luật IMDG` are of other nations."""
_ENACTS = re.compile(rf"(?:quoc{B}hoi|uy{B}ban{B}thuong{B}vu{B}quoc{B}hoi){B}ban{B}hanh{B}$")
"""`Quốc hội ban hành Luật sửa đổi, bổ sung một số điều của Luật Dược số 105/2016/QH13.`"""
_AMENDING = re.compile(rf"{B}sua{B}doi")
_NOUN_ALONE = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?[ *|]*\n")


def _amends(shadow: str, at: re.Match[str]) -> bool:
    return _AMENDING.match(shadow, at.end()) is not None


def _names_itself(source: str, at: re.Match[str]) -> bool:
    """Whether an act's noun stands in capitals on a line of its own, its title below: the heading `LUẬT | THƯ VIỆN`."""
    if not _NOUN_ALONE.match(source, at.start()):
        return False
    before = source[max(0, at.start() - 40) : at.start()].rpartition("\n")[2]
    return source[at.start() : at.end()].isupper() and not before.strip(" *|#")


def read_code(stretch: Stretch, at: re.Match[str], phrase: str) -> Mention | None:
    """`BLDS năm 2015`, `BLTTHS`: a code by its initials."""
    initials, laws = codes()[phrase]
    if stretch.source[at.start() : at.end()].replace("Ð", "Đ") != initials:
        return None
    mention = Mention(at.start(), at.end(), "bo_luat", form="title", laws=laws)
    mention.title = f"Bộ luật {laws[0].title}"
    read_year(stretch.shadow, mention, stretch.end)
    read_tail(stretch.source, stretch.shadow, mention, stretch.end)
    return mention
