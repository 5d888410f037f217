"""Every known class of attack on a signed file, one by one: none is called intact, and a clerk is told why.

The classes that once slipped through, and one of each kind beside them, run every time; the rest is `slow`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any, Protocol

import pytest
from _pytest.mark.structures import ParameterSet
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.content import AnnotAppearances
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from signatures.policy import OFFLINE
from signatures.report import SignatureReport
from signatures.trust import TrustStore
from signatures.verify import verify
from tests.compose.scan import scan
from tests.signatures.attack_ahead import AHEAD_SHADOWS
from tests.signatures.attack_cms import CMS_ATTACKS, VICTIMS
from tests.signatures.attack_forms import BOX, FORM_ATTACKS, FormAttack, Lock
from tests.signatures.attack_overlays import BESIDE, HARMLESS, HIDING, OVER_PRINT, TOGETHER, Paint, style
from tests.signatures.attack_packed import PACKED_ATTACKS
from tests.signatures.attack_shadow import SHADOWS, Shadow
from tests.signatures.attack_structure import STRUCTURE_ATTACKS
from tests.signatures.attacks import Attack
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, Identity, make_pki, sign_pdf
from tests.signatures.rich import OBJECTS, write_pdf
from tests.signatures.updates import reader_of

PKI = make_pki()
STRANGER = make_pki("Người lạ")
STORE = TrustStore.of([PKI.root.der], [PKI.ca.der])
AGENCY = PKI.agency()
ALWAYS = {
    *("swap_page_tree", "replace_by_form_font", "swap_object_by_table_alone", "replace_checkbox_state"),
    *("lying_size_font", "dangling_smask", "dangling_font_file", "dangling_script", "dangling_layers"),
    *("do_not_print_field", "look_without_value_strokes", "look_of_other_value", "uncheck_look_only", "swap_states"),
    *("unsigned_text_tight", "unsigned_strokes", "unsigned_ground", "unsigned_script", "share_signature"),
    *("p1_fill", "p2_weaken", "p3_freetext", "locked_one", "locked_one_through_parent", "other_look_in_place"),
    *(
        "two_trailers",
        "object_in_string",
        "object_in_comment",
        "lying_length",
        "unknown_row_kind",
        "small_size",
        "forged_then_undone",
    ),
    *(
        "object_behind_early_end",
        "header_of_another",
        "key_twice_in_object_stream",
        "object_twice_in_object_stream",
        "script_in_store",
    ),
    *("row_to_another_packed_object", "new_state", "choice_looks_like_none_offered", "reorder_boxes"),
    *("list_a_note_twice", "hide_by_timestamp", "p2_hide_print_by_field"),
    *("unsigned_without_room", "unsigned_with_file", "note_as_field", "print_by_timestamp_as_signature"),
    *(
        "disguise_signature",
        "two_message_digests",
        "forged_second_signer",
        "name_in_certificate",
        "token_of_other_file",
        "behind_the_cms",
    ),
    *("ahead_script", "ahead_script_packed", "ahead_layers", "ahead_field_look"),
    *("look_under_pointer", "tick_with_other_look", "coded_look_of_other_value", "rich_text_of_other_value"),
    *("filled_in_white", "tick_that_waited_with_words", "p2_tick_look_only", "p2_coded_look_of_old_value"),
    *("black_squares_of_a_line", "white_squares_beyond_white", "scaled_line", "line_as_thick_as_its_state"),
    *("white_digit_beside_much_red", "veiled_digit_beside_much_red"),
    *("light_grey_box", "black_hatching", "thick_white_line", "image_with_solid_mask", "difference"),
}


class Named(Protocol):
    """An attack with a name."""

    @property
    def name(self) -> str: ...


def _cases(attacks: Iterable[Named]) -> list[ParameterSet]:
    return [
        pytest.param(attack, id=attack.name, marks=() if attack.name in ALWAYS else pytest.mark.slow)
        for attack in attacks
    ]


@functools.lru_cache(maxsize=64)
def _signed(data: bytes, certify: MDPPerm | None = None, lock: Lock | None = None) -> bytes:
    spec = FieldMDPSpec(lock[0], fields=list(lock[1])) if lock is not None else None
    signed = sign_pdf(data, AGENCY, box=BOX, certify=certify, lock=spec)
    assert _verify(signed).integrity == "intact"
    return signed


def _verify(data: bytes) -> SignatureReport:
    return verify(data, trust=STORE, now=NOW)


def _assert_refused(report: SignatureReport) -> None:
    """Not intact, not passed, the signature listed; where a change is to blame, in words of both languages."""
    assert report.integrity != "intact"
    assert report.verdict != "passed"
    assert report.signatures
    for result in report.signatures:
        if result.later_changes == "not_permitted":
            refused = [change for change in result.changes if not change.permitted]
            assert refused
            assert all(change.message and change.message_en for change in refused)


@pytest.mark.parametrize("shadow", _cases((*SHADOWS, *AHEAD_SHADOWS)))
def test_a_switched_shadow_is_seen(shadow: Shadow) -> None:
    """Signed in good faith, switched afterwards."""
    _assert_refused(_verify(shadow.switch(_signed(shadow.prepared))))


@pytest.mark.parametrize("attack", _cases(FORM_ATTACKS))
def test_an_attack_by_the_form_is_seen(attack: FormAttack) -> None:
    """Fields, signature fields, certification and locks."""
    forged = attack.later(_signed(attack.victim, attack.certify, attack.lock))
    _assert_refused(_verify(forged))


def _plain(attacks: Iterable[Attack]) -> list[ParameterSet]:
    return [
        pytest.param(attack, id=name, marks=() if name in ALWAYS else pytest.mark.slow)
        for attack, name in ((attack, attack.__name__) for attack in attacks)
    ]


@pytest.mark.parametrize("attack", _plain((*STRUCTURE_ATTACKS, *PACKED_ATTACKS)))
def test_an_attack_on_the_structure_is_seen(attack: Attack) -> None:
    """Tables, trailers, streams of objects, and bytes around them."""
    _assert_refused(_verify(attack(_page())))


@pytest.mark.parametrize("victim", VICTIMS)
@pytest.mark.parametrize("attack", _plain(CMS_ATTACKS))
def test_an_attack_on_the_cms_is_seen(attack: Attack, victim: str) -> None:
    """Attributes, signers, certificates, timestamps: even where nobody asks about revocation."""
    assert verify(VICTIMS[victim], trust=STORE, now=NOW, policy=OFFLINE).verdict == "passed"
    _assert_refused(verify(attack(VICTIMS[victim]), trust=STORE, now=NOW, policy=OFFLINE))


@pytest.mark.parametrize("who", [PKI.firm(), STRANGER.firm()], ids=["colleague", "stranger"])
@pytest.mark.parametrize("paint", _cases(HIDING))
def test_paint_over_print_is_seen(paint: Paint, who: Identity) -> None:
    """A later stamp must not hide what was signed, whatever it is painted with."""
    stamped = sign_pdf(_page(), who, field="Signature2", box=OVER_PRINT, style=style(paint))
    report = _verify(stamped)
    _assert_refused(report)
    assert "content_hidden" in {change.kind for change in report.signatures[0].changes}


@pytest.mark.parametrize("who", [PKI.firm(), STRANGER.firm()], ids=["colleague", "stranger"])
@pytest.mark.parametrize("ground", [pytest.param("print", marks=pytest.mark.slow), "scan"])
@pytest.mark.parametrize("paints", TOGETHER.values(), ids=TOGETHER)
def test_stamps_that_hide_print_together_are_seen(paints: list[Paint], ground: str, who: Identity) -> None:
    """Signed a few times over: what all of these stamps cover counts, though each covers next to nothing."""
    stamped = _page() if ground == "print" else _scan()
    for number, paint in enumerate(paints):
        stamped = sign_pdf(stamped, who, field=f"Then{number}", box=OVER_PRINT, style=style(paint))
    report = _verify(stamped)
    _assert_refused(report)
    assert "content_hidden" in {change.kind for change in report.signatures[0].changes}


@pytest.mark.parametrize("key", ["/R", "/D", "/N"])
def test_a_signature_with_two_faces_is_seen(key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A trusted colleague's stamp that turns into another one under the pointer, at a click, at will."""
    plain = AnnotAppearances.as_pdf_object

    def two_faced(self: AnnotAppearances) -> generic.DictionaryObject:
        looks = plain(self)
        form = generic.StreamObject(looks["/N"], stream_data=b"1 g 0 0 340 60 re f")
        other = self.normal.get_pdf_handler().add_object(form)
        states = generic.DictionaryObject(
            {generic.pdf_name("/On"): looks.raw_get("/N"), generic.pdf_name("/Off"): other}
        )
        looks[generic.pdf_name(key)] = states if key == "/N" else other
        return looks

    monkeypatch.setattr(AnnotAppearances, "as_pdf_object", two_faced)
    stamped = sign_pdf(_page(), PKI.firm(), field="Signature2", box=BESIDE, style=style(HARMLESS[0]))
    report = _verify(stamped)
    _assert_refused(report)
    assert "signature_two_faced" in {change.kind for change in report.signatures[0].changes}


@pytest.mark.parametrize("paint", [pytest.param(paint, id=paint.name) for paint in HARMLESS])
def test_an_ordinary_stamp_over_print_is_welcome(paint: Paint) -> None:
    """Words, rings and clear pictures may lie over the name they confirm, as seals do by custom."""
    stamped = sign_pdf(_page(), PKI.firm(), field="Signature2", box=OVER_PRINT, style=style(paint))
    assert _verify(stamped).integrity == "intact"


@pytest.mark.slow
@pytest.mark.parametrize("paint", [pytest.param(paint, id=paint.name) for paint in HIDING])
def test_paint_beside_the_print_hides_nothing(paint: Paint) -> None:
    """The same paint where the page is empty."""
    stamped = sign_pdf(_page(), STRANGER.firm(), field="Signature2", box=BESIDE, style=style(paint))
    assert _verify(stamped).integrity == "intact"


@functools.cache
def _page() -> Any:
    return sign_pdf(make_pdf(), AGENCY)


@functools.cache
def _scan() -> bytes:
    return sign_pdf(scan(make_pdf(), skew=0, dpi=144), AGENCY)


def test_one_signature_shown_by_two_fields_is_one() -> None:
    """A second field that pointed at the signature before it was there: nobody signed twice."""
    later = 51
    objects = {
        20: OBJECTS[20].replace(b"41 0 R]", b"41 0 R 47 0 R]"),
        47: b"<< /Type /Annot /Subtype /Widget /FT /Sig /T (Hai) /V %d 0 R /Rect [0 0 0 0] /F 132 >>" % later,
    }
    for number in (later - 1, later, later + 1):
        objects[47] = re.sub(rb"/V \d+ 0 R", b"/V %d 0 R" % number, objects[47])
        signed = sign_pdf(write_pdf({**OBJECTS, **objects}, root=1, info=46), AGENCY)
        if int(reader_of(signed).root["/AcroForm"]["/Fields"][-1].raw_get("/V").idnum) == number:
            break
    report = _verify(signed)
    assert (report.integrity, len(report.signatures)) == ("intact", 1)
    assert any("same signature" in reason for reason in report.signatures[0].reasons)
