"""Notes after a certification that permits them (DocMDP 3): icons beside the print and tints, and nothing else."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

import pytest
from pyhanko.sign.fields import MDPPerm

from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki, sign_pdf
from tests.signatures.updates import append_update, page_number, size_of, stream, text_of

PKI = make_pki()
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
NOTE = b"/Subtype /Text /F 28 /Contents (Xem lai) /T (An) /Name /Comment "
BESIDE = b"/Rect [540 640 560 660] "
MARKED = b"/Subtype /Highlight /F 4 /C [1 1 0] /QuadPoints [70 734 230 734 70 718 230 718] /Rect [70 718 230 734] "
LOOK = b"/AP << /N 95 0 R >> "


def _look(content: bytes, width: int, height: int) -> dict[int, bytes]:
    state = b"/Resources << /ExtGState << /M << /BM /Multiply >> >> >> "
    return {95: stream(content, b"/Type /XObject /Subtype /Form /BBox [0 0 %d %d] " % (width, height) + state)}


ICON = _look(b"1 1 0 rg 0 G 1 1 18 18 re B 4 6 m 16 6 l S", 20, 20)
TINT = _look(b"/M gs 1 1 0 rg 0 0 160 16 re f", 160, 16)
Notes = tuple[bytes, ...]

WELCOME: dict[str, tuple[Notes, dict[int, bytes]]] = {
    "icon": ((NOTE + BESIDE,), {}),
    "icon_with_look": ((NOTE + BESIDE + LOOK,), ICON),
    "icon_and_window": (
        (NOTE + BESIDE + b"/Popup 91 0 R ", b"/Subtype /Popup /Parent 90 0 R /Rect [400 600 500 650] /Open false "),
        {},
    ),
    "reply": ((NOTE + BESIDE, NOTE.replace(b"/F 28", b"/F 30") + BESIDE + b"/IRT 90 0 R "), {}),
    "mark": ((MARKED,), {}),
    "mark_with_look": ((MARKED + LOOK, NOTE + BESIDE), TINT),
}
REFUSED: dict[str, tuple[Notes, dict[int, bytes]]] = {
    "over_print": ((NOTE + b"/Rect [100 718 120 738] ",), {}),
    "close_to_print": ((NOTE + b"/Rect [236 718 256 738] ",), {}),
    "large": ((NOTE + b"/Rect [300 500 400 600] " + LOOK,), ICON),
    "icon_of_words": ((NOTE + BESIDE + LOOK,), _look(b"BT /F1 12 Tf (9) Tj ET", 20, 20)),
    "open_window": ((NOTE + BESIDE, b"/Subtype /Popup /Parent 90 0 R /Rect [60 700 500 800] /Open true "), {}),
    "action": ((NOTE + BESIDE + b"/A << /S /URI /URI (https://b.vn) >> ",), {}),
    "seen_by_turns": ((NOTE.replace(b"/F 28", b"/F 284") + BESIDE,), {}),
    "white": ((MARKED + LOOK,), _look(b"1 g 0 0 160 16 re f", 160, 16)),
    "yellow_over_print": ((MARKED + LOOK,), _look(b"1 1 0 rg 0 0 160 16 re f", 160, 16)),
    "black": ((MARKED.replace(b"/C [1 1 0]", b"/C [0 0 0]"),), {}),
    "digit_in_the_tint": ((MARKED + LOOK,), _look(b"/M gs 1 1 0 rg 0 0 160 16 re f 0 g 150 0 3 16 re f", 160, 16)),
    "digit_as_the_tint": ((MARKED + LOOK,), _look(b"/M gs 1 .7 0 rg 150 0 3 16 re f", 160, 16)),
    "mark_of_nothing": ((MARKED.replace(b"734", b"634").replace(b"718", b"618"),), {}),
    "look_at_a_click": ((MARKED + b"/AP << /N 95 0 R /D 95 0 R >> ",), TINT),
    "struck_out": ((MARKED.replace(b"/Highlight", b"/StrikeOut"),), {}),
}


@functools.cache
def _signed(level: MDPPerm | None) -> bytes:
    return sign_pdf(make_pdf(), PKI.agency(), certify=level)


def _annotated(level: MDPPerm | None, notes: Notes, extra: Mapping[int, bytes]) -> SignatureReport:
    return verify(_with_notes(_signed(level), notes, extra), trust=STORE, now=NOW)


def _with_notes(signed: bytes, notes: Notes, extra: Mapping[int, bytes]) -> bytes:
    assert size_of(signed) <= 90
    page = page_number(signed)
    numbers = [90 + index for index in range(len(notes))]
    listed = b" ".join(b"%d 0 R" % number for number in numbers)
    body = re.sub(
        rb"/Annots\s*\[([^\]]*)\]", lambda found: b"/Annots [%b %b]" % (found[1], listed), text_of(signed, page)
    )
    assert listed in body
    bodies = {
        number: b"<< /Type /Annot /P %d 0 R %b>>" % (page, note) for number, note in zip(numbers, notes, strict=True)
    }
    return append_update(signed, {page: body, **bodies, **extra})


@pytest.mark.parametrize("name", WELCOME)
def test_a_note_is_permitted_where_it_changes_nothing(name: str) -> None:
    """Told with its page."""
    report = _annotated(MDPPerm.ANNOTATE, *WELCOME[name])
    assert report.integrity == "intact"
    assert [(change.kind, change.subject) for change in report.signatures[0].changes] == [("note_added", "1")]


@pytest.mark.parametrize("name", REFUSED)
def test_a_note_that_changes_what_is_read_is_refused(name: str) -> None:
    """With the reason, in both languages."""
    report = _annotated(MDPPerm.ANNOTATE, *REFUSED[name])
    assert report.integrity == "changed"
    assert any(not change.permitted and change.message for change in report.signatures[0].changes)


@pytest.mark.parametrize("color", [b"[1 0 0]", b"[1 1 1]"])
def test_what_stands_in_the_list_itself_is_no_note(color: bytes) -> None:
    """An annotation without a number of its own, beside a note that may pass: new, or another than before."""
    inner = b"<< /Type /Annot /Subtype /FreeText /Rect [540 600 560 620] /Contents (9) /C %b >>"
    prepared = make_pdf()
    page = page_number(prepared)
    prepared = append_update(prepared, {page: text_of(prepared, page)[:-2] + b"/Annots [%b] >>" % (inner % b"[1 0 0]")})
    for victim in (make_pdf(), prepared):
        signed = sign_pdf(victim, PKI.agency(), certify=MDPPerm.ANNOTATE)
        annotated = _with_notes(signed, *WELCOME["icon"])
        body = re.sub(rb"<<[^<>]*/FreeText[^<>]*>>", b"", text_of(annotated, page))
        forged = append_update(
            signed, {page: body.replace(b"90 0 R", b"90 0 R " + inner % color), 90: text_of(annotated, 90)}
        )
        assert verify(forged, trust=STORE, now=NOW).integrity == "changed"


@pytest.mark.parametrize("level", [MDPPerm.FILL_FORMS, MDPPerm.NO_CHANGES, None])
def test_notes_need_a_certification_that_permits_them(level: MDPPerm | None) -> None:
    """No other signature says that notes may follow."""
    assert _annotated(level, *WELCOME["icon"]).integrity == "changed"


@pytest.mark.parametrize(("level", "expected"), [(MDPPerm.ANNOTATE, "intact"), (MDPPerm.FILL_FORMS, "changed")])
def test_a_certification_speaks_for_those_who_sign_under_it(level: MDPPerm, expected: str) -> None:
    """Where they say nothing of their own; the other way round it does not."""
    twice = sign_pdf(_signed(level), PKI.firm(), field="Hai")
    assert verify(_with_notes(twice, *WELCOME["icon"]), trust=STORE, now=NOW).integrity == expected
