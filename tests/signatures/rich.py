"""A PDF with one of everything that a later revision might touch, written by hand: no two objects are there in vain.

data = rich_pdf()                       # classic table
data = write_pdf(OBJECTS, root=1)       # any objects; the table is computed
"""

from __future__ import annotations

from collections.abc import Mapping

from tests.signatures.updates import stream

XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    b"</rdf:RDF></x:xmpmeta>"
)
FORM = b"/Type /XObject /Subtype /Form /BBox [0 0 240 20] "
CONTENT = (
    b"BT /F1 12 Tf 72 770 Td (CONG HOA XA HOI CHU NGHIA VIET NAM) Tj ET "
    b"BT /F1 12 Tf 72 746 Td (So: 12/QD-UBND) Tj ET "
    b"BT /F2 12 Tf 72 722 Td (Tong kinh phi: 1.000.000 dong) Tj ET "
    b"q 100 0 0 100 400 400 cm /Im1 Do Q /Fm1 Do /OC /MC0 BDC BT /F1 12 Tf 72 300 Td (Lop noi dung) Tj ET EMC"
)

OBJECTS: dict[int, bytes] = {
    1: b"<< /Type /Catalog /Pages 2 0 R /AcroForm 20 0 R /Names 30 0 R /Outlines 33 0 R /OCProperties 35 0 R "
    b"/PageLabels 37 0 R /ViewerPreferences << /DisplayDocTitle true >> /Metadata 38 0 R /OpenAction [3 0 R /Fit] "
    b"/Dests 39 0 R /Lang (vi-VN) /OutputIntents [40 0 R] >>",
    2: b"<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] /MediaBox [0 0 595 842] /Resources 5 0 R >>",
    3: b"<< /Type /Page /Parent 2 0 R /Contents [6 0 R 7 0 R] /Annots 19 0 R /Rotate 0 "
    b"/Group << /S /Transparency >> >>",
    4: b"<< /Type /Page /Parent 2 0 R /Contents 8 0 R /CropBox [0 0 595 842] >>",
    5: b"<< /Font << /F1 9 0 R /F2 10 0 R >> /XObject << /Im1 12 0 R /Fm1 14 0 R >> /Properties << /MC0 36 0 R >> "
    b"/ExtGState << /G1 15 0 R >> /ColorSpace << /C1 16 0 R >> >>",
    6: stream(CONTENT),
    7: stream(b"BT /F1 10 Tf 72 200 Td (Noi nhan: nhu tren) Tj ET"),
    8: stream(b"BT /F2 12 Tf 72 770 Td (Phu luc kem theo) Tj ET /G1 gs /C1 cs 1 0 0 sc 72 700 40 4 re f"),
    9: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding 11 0 R >>",
    10: b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
    11: b"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [128 /Euro] >>",
    12: stream(b"\x20\x40\x60\x80", b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray "
               b"/BitsPerComponent 8 /SMask 13 0 R "),
    13: stream(b"\xff\xff\xff\x80", b"/Type /XObject /Subtype /Image /Width 2 /Height 2 /ColorSpace /DeviceGray "
               b"/BitsPerComponent 8 "),
    14: stream(b"BT /F1 10 Tf 72 500 Td (Mau dung chung) Tj ET", b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
               b"/Resources << /Font << /F1 9 0 R >> >> "),
    15: b"<< /Type /ExtGState /ca 0.9 >>",
    16: b"[/CalRGB 17 0 R]",
    17: b"<< /WhitePoint [0.9505 1 1.089] >>",
    19: b"[22 0 R 23 0 R 24 0 R 26 0 R 27 0 R 41 0 R 42 0 R]",
    20: b"<< /Fields [21 0 R 24 0 R 41 0 R] /DA (/Helv 10 Tf 0 g) /DR 29 0 R >>",
    21: b"<< /FT /Tx /T (nguoi) /Kids [22 0 R 23 0 R] >>",
    22: b"<< /Type /Annot /Subtype /Widget /Parent 21 0 R /T (ho) /V (Nguyen) /F 4 /Rect [60 600 300 620] /P 3 0 R "
    b"/DA (/Helv 10 Tf 0 g) /AP << /N 25 0 R >> >>",
    23: b"<< /Type /Annot /Subtype /Widget /Parent 21 0 R /T (ten) /F 4 /Rect [60 570 300 590] /P 3 0 R "
    b"/DA (/Helv 10 Tf 0 g) /MK << /BC [0 0 0] >> >>",
    24: b"<< /Type /Annot /Subtype /Widget /FT /Btn /T (dong_y) /F 4 /Rect [60 540 80 560] /P 3 0 R /AS /Off /V /Off "
    b"/AP << /N << /Yes 28 0 R /Off 32 0 R >> >> >>",
    25: stream(b"BT /Helv 10 Tf 2 5 Td (Nguyen) Tj ET", FORM + b"/Resources 29 0 R "),
    26: b"<< /Type /Annot /Subtype /Link /Rect [72 190 200 210] /Border [0 0 0] "
    b"/A << /S /URI /URI (https://a.vn) >> >>",
    27: b"<< /Type /Annot /Subtype /Text /Rect [500 700 520 720] /F 4 /Contents (Ghi chu) /Popup 43 0 R >>",
    28: stream(b"BT /Helv 10 Tf 2 5 Td (X) Tj ET", FORM + b"/Resources 29 0 R "),
    29: b"<< /Font << /Helv 18 0 R >> >>",
    18: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    30: b"<< /EmbeddedFiles 31 0 R >>",
    31: b"<< /Names [(phu-luc.txt) << /Type /Filespec /F (phu-luc.txt) /EF << /F 34 0 R >> >>] >>",
    32: stream(b"", FORM),
    33: b"<< /Type /Outlines /First 44 0 R /Last 44 0 R /Count 1 >>",
    34: stream(b"1.000.000 dong", b"/Type /EmbeddedFile "),
    35: b"<< /OCGs [36 0 R] /D << /ON [36 0 R] /Order [36 0 R] >> >>",
    36: b"<< /Type /OCG /Name (Lop 1) >>",
    37: b"<< /Nums [0 << /S /D >>] >>",
    38: stream(XMP, b"/Type /Metadata /Subtype /XML "),
    39: b"<< /dau [3 0 R /Fit] >>",
    40: b"<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (sRGB) /DestOutputProfile 45 0 R >>",
    41: b"<< /Type /Annot /Subtype /Widget /FT /Ch /T (noi_nhan) /Opt [(Ha Noi) (Hue)] /V (Hue) /F 4 "
    b"/Rect [60 510 300 530] /P 3 0 R /DA (/Helv 10 Tf 0 g) >>",
    42: b"<< /Type /Annot /Subtype /FileAttachment /Rect [500 650 520 670] "
    b"/FS << /F (phu-luc.txt) /EF << /F 34 0 R >> >> >>",
    43: b"<< /Type /Annot /Subtype /Popup /Rect [400 600 500 700] /Parent 27 0 R /Open false >>",
    44: b"<< /Title (Dieu 1) /Parent 33 0 R /Dest [3 0 R /Fit] >>",
    45: stream(b"not a real profile", b"/N 3 "),
    46: b"<< /Producer (Vanthu) /Title (Quyet dinh) >>",
}  # fmt: skip


def rich_pdf() -> bytes:
    """Two pages, fonts, pictures, a layer, a form, notes, an attachment, bookmarks."""
    return write_pdf(OBJECTS, root=1, info=46)


def write_pdf(
    objects: Mapping[int, bytes], *, root: int, info: int | None = None, size: int | None = None, spare: bytes = b""
) -> bytes:
    """Objects as a file of one revision with a classic table.

    `size` lies about how many there are; `spare` is an object in front of the others that the table does not list.
    """
    out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + spare)
    places: dict[int, int] = {}
    for number, body in sorted(objects.items()):
        places[number] = len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    last = max(places)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (last + 1)
    for number in range(1, last + 1):
        out += b"%010d 00000 n \n" % places[number] if number in places else b"0000000000 00001 f \n"
    more = b" /Info %d 0 R" % info if info is not None else b""
    out += b"trailer\n<< /Size %d /Root %d 0 R%b >>\n" % (size or last + 1, root, more)
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start
