"""Landmarks (mốc): the fixed words by which a clerk finds the parts of a dispatch; patterns of the bare form of a row.

Fuzzy where scans are: `Noi nhận`, `Nơi nhân`, `Mới nhận` are all the label of the recipients.
"""

from __future__ import annotations

import re

from extract.field_words import any_of
from extract.row import Row

NATIONAL_TITLE = re.compile(
    r"\bc[oqg0]ng ?h[oda]a? ?x[ao] ?h[o0]i|^chu ?nghia ?viet ?nam$|xa ?hoi ?chu ?nghia|^viet nam$"
    r"|dang cong san viet nam|^doan (?:tncs|thanh nien cong san) ho chi minh$"
)
MOTTO = re.compile(r"\bd[oa]c ?l[ao]p\W{0,4}t[uưy] ?d[oa]\W{0,4}h|^tu do - hanh phuc|hanh phuc\W*$")
RULE = re.compile(r"^[-_=~.*–—―\s•o°\x1a\[\]|\\/<>]*$")
ADDRESSED = re.compile(r"(?<![a-z])kinh? ?[gq][uo]i\b ?[:;.,]?|(?<=[a-z] )dien ?:$")
RECIPIENTS = re.compile(r"^\W{0,4}(?:[nm][o0ai]i|noj|n0i|[o0]i) ?nh[ao]n\b ?[:;.,]?")
ARCHIVE = re.compile(r"^[^a-z0-9(]{0,4}l[uư][uư]\b ?[:;.,-]?|^[^a-z0-9(]{0,4}luu(?=vt)")
SUBJECT = re.compile(r"^\W{0,3}(?:v\W{0,2}v\b|ve viec\b|v/v|\W?v/y\b) ?[:;.,]?|^\W{0,3}v/v", re.IGNORECASE)
BASIS = re.compile(
    r"^\W{0,3}(?:can c[uư]?|theo d[eê]? ?nghi|xet|thuc hien|tren co so|sau khi|tiep theo|thi hanh|trien khai)\b"
)
LEGAL_BASIS = re.compile(r"^\W{0,3}(?:can c[uư]?|theo d[eê]? ?nghi|xet de nghi|xet to trinh)\b")
DECIDES = re.compile(r"^(?:quyet (?:dinh|nghi)|nghi quyet|thong qua|chi thi|lenh|quy dinh)\W{0,2}:$")
INVITES = re.compile(
    r"^(?:tran trong )?(?:kinh )?(?:moi|gioi thieu)(?: [a-z]+){0,3} ?:|^tran trong "
    r"|.*\btran trong (?:kinh )?(?:moi|gioi thieu)\b"
)
ARTICLE = re.compile(r"^(?:dieu|phan|chuong|muc) (?:\d{1,3}|[ivx]{1,4}|thu nhat)\b|^[ivx]{1,4}\. ")
ANNEX = re.compile(
    r"^(?:(?:phu luc|phu bieu|bieu mau|mau so|bieu so|danh sach kem theo)\b|mau(?= \d))"
    r"(?: ?(?:so)? ?(?:\d{1,3}|[ivxl]{1,5})?[a-z]?\b)?"
)
ATTACHED = re.compile(r"^\W{0,2}\(? ?(?:ban hanh |dinh |gui )?(?:k[ee]m|ket)(?: theo)?\b")
FURNITURE = re.compile(
    r"^cong bao ?/ ?so|^\W*trang \d+(?: ?/ ?\d+)?$|^(?!(?:19|20)\d\d$)\d{1,4}$|^-? ?\d{1,3} ?-$|^\d{1,4} cong bao\b"
    r"|cong bao ?/ ?so ?[\d +]+/ ?ngay"
    r"|^tai van ban|^van ban quy pham phap luat$|^van ban goc$|^thuoc tinh van ban|^thu vien phap luat|^luatvietnam"
)
SIGNATURE_STAMP = re.compile(
    rf"^\W*(?:{any_of('signature_label')})\b ?:|^ky boi\b|thoi gian ky ?:|signed by|^\W*signature (?:not )?v"
)
PLACE_DATE = re.compile(
    r"^\W{0,4}(?!(?:ke )?tu |den |truoc |sau |vao |den het |trong |hom |lan |chieu |sang |phien |can cu |theo )"
    r"(?P<place>[^\d:;]{2,60}?|(?:quan|phuong) \d{1,2}) ?[,.;:]? ?"
    r"(?:(?<=[,.] )(?:hoi|luc) \d{1,2} ?(?:gio|h) ?(?:\d{1,2}(?: ?phut)?)?,? ?)?"
    r"\b(?:ngay|ngav|ngiy) ?(?P<day>[^\s]{0,4}(?: [^\st]{1,3})?) ?"
    r"(?:thang|th[aà]ng|théng) ?(?P<month>[^\s]{0,3}) ?nam ?(?P<year>[\d oO]{0,5})(?=.{0,24}$)"
)
SEEN = re.compile(r"\b(?:da ky|da ki|da duyet|ky ten|ky, dong dau|chu ky)\b")
BODY = re.compile(
    r"^(?:theo|thuc hien|can cu|(?:sang|chieu|vao|trong|hom)(?: cac)? (?:ngay|nay)|"
    r"ngay \d|de (?!an\b|cuong\b|tai\b)|trong |xet |tiep |tra loi|phuc dap|"
    r"vua qua|qua |hien |sau |nham |nhan |"
    r"ngay |tu ngay|uy ban nhan dan .* nhan duoc|bo .* nhan duoc|so .* nhan duoc|"
    r"dap ung|lien quan|thuc te|nghi dinh|kinh thua|thua )"
)


def is_rule(row: Row) -> bool:
    """A rule drawn with dashes, or specks a scanner took for letters."""
    return bool(RULE.match(row.bare)) or (len(row.text) <= 2 and not row.text[0].isalnum())


def is_title(row: Row) -> bool:
    """National title or motto (quốc hiệu, tiêu ngữ)."""
    return bool(NATIONAL_TITLE.search(row.bare) or MOTTO.search(row.bare))


def is_noise(row: Row) -> bool:
    """What is printed around a dispatch: gazette heads, page numbers, buttons of a web page, visible signatures."""
    return bool(FURNITURE.search(row.bare) or SIGNATURE_STAMP.search(row.bare))
