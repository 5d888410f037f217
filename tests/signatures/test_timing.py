"""When somebody signed, as the signer tells it."""

from __future__ import annotations

from datetime import timedelta, timezone

import pytest
from asn1crypto import cms, core

from signatures.cms import envelope_of
from signatures.examine import Examined
from signatures.field import SignatureField
from signatures.timing import claimed_time
from tests.signatures.attack_cms import read_cms
from tests.signatures.paper import make_pdf
from tests.signatures.pki import SIGNED_AT, make_pki, sign_pdf
from tests.signatures.updates import reader_of

HANOI = timezone(timedelta(hours=7))


@pytest.mark.parametrize(
    ("attribute", "expected"),
    [
        ("260301160003Z", SIGNED_AT),  # the clock of Hanoi, called UTC
        ("260301090003Z", SIGNED_AT + timedelta(seconds=3)),  # the same moment as /M: the attribute is right
        ("260301140000Z", SIGNED_AT + timedelta(hours=5)),  # another moment altogether
        (None, SIGNED_AT),
    ],
)
def test_a_clock_of_hanoi_that_is_called_utc_is_read_right(attribute: str | None, expected: object) -> None:
    """`/M` says 16:00 at +07:00; what signing programs put into the attribute beside it differs."""
    signed = sign_pdf(make_pdf(), make_pki().agency(), at=SIGNED_AT.astimezone(HANOI))
    value = reader_of(signed).root["/AcroForm"]["/Fields"][0]["/V"]
    assert "16" in str(value["/M"])
    content = read_cms(signed)["content"]
    signer = content["signer_infos"][0]
    kept = [item for item in signer["signed_attrs"] if item["type"].native != "signing_time"]
    if attribute is not None:
        time = cms.Time("utc_time", core.UTCTime(attribute))
        kept.append(cms.CMSAttribute({"type": "signing_time", "values": [time]}))
    signer["signed_attrs"] = cms.CMSAttributes(kept)
    field = SignatureField("S", "form", None, value, None)
    assert claimed_time(Examined(field, "checked", envelope=envelope_of(content))) == expected
