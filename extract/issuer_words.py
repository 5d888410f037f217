"""How far the name of an unknown body goes: `Ban Tiếp công dân thành phố`, `Trung tâm Viễn thông số 3 về việc …`.

Words with capitals, the small syllables that follow them, sectors and places; a verb or a title ends the name.
"""

from __future__ import annotations

import re
from functools import cache

from extract.agencies import agencies
from extract.fold import fold, spelt_like
from extract.items import opens_ground
from extract.stop_words import stop_words
from extract.tables import table
from extract.word_tree import WordTree

_B = r"[ \n]{1,24}"
_COMMITTEE = re.compile(
    rf"(?:uy{_B}ban{_B}nhan{_B}dan|(?:doan{_B}dai{_B}bieu{_B}quoc{_B}hoi{_B}va{_B})?hoi{_B}dong{_B}nhan{_B}dan"
    rf"|doan{_B}dbqh{_B}va{_B}hdnd|hdnd{_B}va{_B}ubnd)(?![a-z0-9])"
)
"""Inside a name, such as that of its office: `Văn phòng Ủy ban nhân dân tỉnh`."""
PLACE = re.compile(
    rf"(?:,?{_B}(?:(?:tinh|thanh|huyen|quan|thi|dang){_B}(?:uy|doan)|tinh|thanh{_B}pho|tp\.?|quan|huyen|thi{_B}xa|xa(?!{_B}hoi(?![a-z]))|phuong|thi{_B}tran|dac{_B}khu)(?![a-z]))"
)
_IS_PLACE = re.compile(r"(?:tinh|thanh pho|tp|quan|huyen|thi xa|xa|phuong|thi tran)$")
_OF_COURTS = re.compile(
    rf"(?:{_B}nhan{_B}dan)?{_B}(?:cap{_B}cao(?:{_B}tai)?|toi{_B}cao)(?![a-z])|{_B}nhan{_B}dan(?![a-z])"
)
"""`Tòa án nhân dân cấp cao tại Đà Nẵng`, `Tòa án nhân dân huyện …`."""
_NEXT = re.compile(rf"{_B}(hiv/aids(?![a-z])|[a-z0-9&.]+)|{_B}-{_B}([a-z]+)|-([a-z]+)")
_NUMBERED = re.compile(
    rf"{_B}(?:so{_B})?[0-9]{{1,2}}(?=[ ]*(?:$|[,;:)\n]|\.(?![0-9]))|{_B}(?:ve|cua|tai|ngay|da|co|de)(?![a-z]))"
)
"""`Quân khu 5`, `Trung tâm Viễn thông số 3`, at the end of a name."""
_TRADES = re.compile(rf"(?:cong{_B}ty|tap{_B}doan|ngan{_B}hang|trung{_B}tam|vien|quy|chi{_B}nhanh|hiep{_B}hoi)$")
_OFFICES = re.compile(rf"(?:cuc|chi{_B}cuc|vu|phong|uy{_B}ban|trung{_B}tam)$")
AREA = re.compile(rf"{_B}(?:khu{_B}vuc|co{_B}so){_B}(?:[ivx]{{1,5}}|[0-9]{{1,2}})(?![a-z0-9])")
"""`Kho bạc Nhà nước khu vực X`, `Thuế cơ sở 5 tỉnh Đồng Nai`: branches since the reform of 2025, by number."""
_SEATED = re.compile(rf"{_B}-{_B}(?=[a-z])")
"""`Tòa án nhân dân khu vực 3 - Hà Nội`."""
_CITY = re.compile(rf",?{_B}tp\.(?=[a-z])")
"""`Trường Đại học Luật TP.HCM`, no blank behind the stop."""
_PAIRS = (
    ("phong", "chong"),
    ("quan ly", "giam sat"),
    ("ke toan", "kiem toan"),
    ("chinh sach", "chien luoc"),
    ("kinh te", "ha tang"),
    ("khoa hoc", "cong nghe"),
)
"""What a comma joins within the name of an office: `Cục Phòng, chống …`, `Phòng Kinh tế, Hạ tầng và Đô thị`."""
_LEGAL_FORM = re.compile(
    rf"{_B}trach{_B}nhiem{_B}huu{_B}han(?:{_B}(?:mot|hai){_B}thanh{_B}vien(?:{_B}tro{_B}len)?)?|{_B}co{_B}phan(?={_B}[a-z])"
)
"""What kind of company it is, in small letters: `Công ty trách nhiệm hữu hạn một thành viên Lâm nghiệp …`."""
_OF_COUNTRY = re.compile(rf"{_B}\(viet{_B}?nam\)")
"""`Công ty TNHH Otani (Việt Nam)`."""
_AND_MORE = re.compile(
    rf"{_B}va{_B}(?!(?:bo|so|uy|ubnd|hdnd|hoi|cong{_B}(?:ty|van|dien|an|doan)|kho|bao{_B}hiem|thanh{_B}tra|thue|mat|doan|dang|tinh|huyen|lien|tap{_B}doan|ngan{_B}hang|trung{_B}tam|cuc|chi|ban|van|benh|truong|"
    rf"nghi|quyet|thong|luat|phap|to|ke{_B}hoach|bao{_B}cao|hop{_B}dong|vien|tong|chinh|thu{_B}(?:tuong|truong|ky)|"
    rf"ket{_B}luan|huong|chuong|giay|y|cac|chu|giam|pho|ong|ba|toa|thanh{_B}uy|phong(?!,{_B}chong)|du)(?![a-z]))"
)
"""`Công ty Cổ phần Xây dựng và Thương mại …`: what companies do is joined by `và`; another body or document is not."""
_TITLE_BEGINS = re.compile(
    rf"(?:ban{_B}hanh|quy{_B}dinh|phe{_B}duyet|sua{_B}doi|bo{_B}sung|huong{_B}dan|thanh{_B}lap|kien{_B}toan|thong{_B}qua|"
    rf"dieu{_B}chinh|uy{_B}quyen|bai{_B}bo|cong{_B}bo|thong{_B}bao|trien{_B}khai|thuc{_B}hien|to{_B}chuc(?!{_B}(?:trung|tinh|thanh)))(?![a-z])"
)
"""Verbs that begin a title, in capitals or not: a place never does."""
_STOP = stop_words("ends_issuer")
_STOP_FOLDED = frozenset(map(fold, _STOP)) | stop_words("ends_issuer_unmarked")
_STOP_EVEN_TITLED = stop_words("ends_issuer_even_titled")
_STOP_TITLED_FOLDED = frozenset(map(fold, _STOP_EVEN_TITLED))
_WITHIN = stop_words("within_issuer")
_HEADS = frozenset(
    [
        "so",
        "cuc",
        "ban",
        "bo",
        "hoi",
        "vien",
        "vu",
        "chi",
        "tong",
        "toa",
        "truong",
        "phong",
        "doan",
        "uy",
        "dang",
        "khu",
        "thanh",
    ]
)
"""Capitals that begin a name inside a name, and so make no proper name with what follows: `Thanh tra Sở Xây dựng`."""
_SMALL = 4
"""So many small syllables may follow a capital: `Kiểm soát bệnh tật`."""


@cache
def known_names() -> WordTree[str]:
    """Bodies of which the country has one, by every name, each with the name we use."""
    pairs = [(name, body.name) for body in agencies().values() for name in (body.name, *body.aliases) if " " in name]
    for row in table("issuer_symbols"):
        pairs += [(name, row["name"]) for name in (row["name"], *row["other_names"].split("|")) if name]
    return WordTree(pairs)


@cache
def _sectors() -> WordTree[str]:
    """What departments (sở, phòng) are of: names with `và`, commas or dashes, which else end a name."""
    return WordTree((row["name"], row["name"]) for row in table("sectors"))


def name_end(source: str, shadow: str, at: int, end: int) -> int:
    """Where a name ends whose head (`Sở`, `Công ty`) ends at `at`."""
    walk = _Walk(source, shadow, end, marked=not source[max(0, at - 40) : at + 80].isascii())
    return walk.from_head(at)


class _Walk:
    """The state of one name: where it ends so far, and what may follow there."""

    def __init__(self, source: str, shadow: str, end: int, marked: bool) -> None:
        self.source, self.shadow, self.end, self.marked = source, shadow, end, marked
        self.cursor = self.head = self.small = self.proper = 0
        self.placed = self.trades = self.offices = False
        self.last = ""

    def from_head(self, at: int) -> int:
        sector = _sectors().longest(self.source, self.shadow, at, self.end)
        self.head = at
        self.cursor = sector[0] if sector else at
        self.small = _SMALL if sector else 0
        if not sector and (court := _OF_COURTS.match(self.shadow, at, self.end)):
            self.cursor = court.end()
        self.offices = bool(_OFFICES.search(self.shadow, max(0, at - 16), at))
        self.trades = bool(_TRADES.search(self.shadow, max(0, at - 16), at))
        if self.trades and (form := _LEGAL_FORM.match(self.shadow, at, self.end)):
            self.cursor = form.end()
        self.placed = self.shadow[at - 1].isalpha() and bool(_IS_PLACE.search(self.shadow, max(0, at - 12), at))
        for _ in range(18):
            if not self._step():
                break
        if self.trades and (of_country := _OF_COUNTRY.match(self.shadow, self.cursor, self.end)):
            return of_country.end()
        return self.cursor

    def _step(self) -> bool:
        """Take one more word, place or name; whether the name may go on."""
        source, shadow, end = self.source, self.shadow, self.end
        if self.cursor > 0 and (numbered := _NUMBERED.match(shadow, self.cursor, end)):
            self.cursor = numbered.end()
            return False
        if area := AREA.match(shadow, self.cursor, end):
            return self._go(self._seat(area.end()))
        if city := _CITY.match(shadow, self.cursor, end):
            return self._go(_word_end(shadow, city.end()), placed=True)
        if pair := self._pair():
            return self._go(pair)
        match = _NEXT.match(shadow, self.cursor, end)
        if not match or shadow.count("\n", match.start(), match.end()) > 1 or self._begins_anew(match):
            return False
        if (place := PLACE.match(shadow, self.cursor, end)) and not _another_word(source[place.start() : place.end()]):
            return self._go(place.end(), placed=True)
        group = match.lastindex or 1
        word, at = match[group], match.start(group)
        titled = _TITLE_BEGINS.match(shadow, at, end)
        if titled and not self._compound(source[at : match.end(group)]) and not self._named_so(at):
            return False
        if shadow.startswith("v/v", at):
            return False
        if word == "va" and self._joins() and (joint := _AND_MORE.match(shadow, self.cursor, end)):
            if source[joint.end()].isupper():
                return self._go(joint.end() - 1)
            if self.trades:
                return False
        if source[at].isupper():
            if nested := _COMMITTEE.match(shadow, at, end):
                return self._go(nested.end())
            if known := known_names().longest(source, shadow, self.cursor, end):
                return self._go(known[0], placed=self.placed)
        return self._word(match, word, at)

    def _joins(self) -> bool:
        """Whether `và` may go on with the name: of what a company does, of what an office is for."""
        return self.trades or (self.offices and self.cursor > self.head)

    def _pair(self) -> int | None:
        """Where the second word of a pair ends that a comma joins."""
        if not self.shadow.startswith(",", self.cursor) or not self.offices:
            return None
        for first, second in _PAIRS:
            begin = self.cursor + 2
            if self.shadow.endswith(first, 0, self.cursor) and self.shadow.startswith(second, begin, self.end):
                return begin + len(second)
        return None

    def _seat(self, at: int) -> int:
        seat = _SEATED.match(self.shadow, at, self.end)
        return _word_end(self.shadow, seat.end()) if seat and self.source[seat.end()].isupper() else at

    def _begins_anew(self, match: re.Match[str]) -> bool:
        """Whether the next line is a ground, or repeats the name: `CỦA HĐND TỈNH` | `HĐND TỈNH LONG AN`."""
        at = match.end() - len(match[match.lastindex or 1])
        if "\n" not in self.shadow[match.start() : at]:
            return False
        if opens_ground(self.source, self.shadow, at):
            return True
        body = _COMMITTEE.match(self.shadow, at, self.end)
        return body is not None and self.shadow.endswith(body.group(), 0, self.head)

    def _word(self, match: re.Match[str], word: str, at: int) -> bool:
        printed = self.source[at : at + len(word)]
        upper = printed[0].isupper() or self._of_place(word, at)
        if self._stops(printed.rstrip("."), word.rstrip("."), upper):
            return False
        if upper:
            titled = len(printed) > 1 and not printed[:2].isupper() and word not in _HEADS
            joined = match.lastindex == 1
            self.small, self.proper = 0, (self.proper + 1 if joined else 1) if titled else 0
        else:
            self.small += 1
            if self.small > (0 if self.placed or self.proper > 1 else _SMALL) or word.isdigit():
                return False
            self.proper = 0
        self.last = printed.lower()
        dotted = word.endswith(".")
        self.cursor = match.end() - dotted
        return not dotted

    def _go(self, to: int, placed: bool = False) -> bool:
        self.cursor, self.small, self.proper, self.placed, self.last = to, 0, 0, placed, ""
        return True

    def _of_place(self, word: str, at: int) -> bool:
        """`quận 1`, `khu vực 2`: a number that names."""
        return (
            word.isdigit() and self.small == 0 and self.shadow[:at].rstrip().endswith(("quan", "phuong", "so", "khu"))
        )

    def _named_so(self, at: int) -> bool:
        """Whether a capital right behind the head shows a name, `Phòng Tổ chức`, where all is not in capitals."""
        return self.offices and self.cursor == self.head and self.source[at : at + 2].istitle()

    def _compound(self, printed: str) -> bool:
        """Whether the syllable makes a word of names with the one before it: `Đăng ký`, `Tiếp công dân`."""
        return f"{self.last} {printed.lower()}" in _WITHIN

    def _stops(self, printed: str, word: str, upper: bool) -> bool:
        if self._compound(printed):
            return False
        if upper and not printed[:2].isupper():
            return printed.lower() in _STOP_EVEN_TITLED if self.marked else word in _STOP_TITLED_FOLDED
        return printed.lower() in _STOP if self.marked else word in _STOP_FOLDED


def _word_end(shadow: str, at: int) -> int:
    word = re.compile(r"[a-z0-9]+").match(shadow, at)
    return word.end() if word else at


_SPELT = {"quan": "quận", "xa": "xã", "phuong": "phường", "tinh": "tỉnh", "huyen": "huyện"}


def _another_word(printed: str) -> bool:
    """Whether a word that folds like a kind of place has marks of its own: `Quản lý` is no quận."""
    word = printed.split()[-1] if printed.split() else ""
    meant = _SPELT.get(fold(word))
    return meant is not None and spelt_like(word, meant) < (0.9 if word.isascii() else 1.0)
