"""The envelope of the national document axis."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest

from ingest.archives import find_members
from ingest.edxml import read_envelope
from ingest.options import ReadOptions
from ingest.problems import ArchiveDamaged, Damaged

NS = 'xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016" xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"'


REVOKED = "<edXML:Bussiness><edXML:BussinessDocType>1</edXML:BussinessDocType></edXML:Bussiness>"
NO_BASE64 = "<Attachment><ContentTransferEncoded>!!</ContentTransferEncoded></Attachment>"


def envelope(attachments: str = "", business: str = "", head: str = '<?xml version="1.0"?>') -> bytes:
    """A message of our own."""
    return f"""{head}
<edXML {NS}><edXML:edXMLEnvelope><edXML:edXMLHeader><edXML:MessageHeader>
<edXML:From><edXML:OrganId>000.00.00.H99</edXML:OrganId><edXML:OrganName>Ủy ban nhân dân tỉnh An Sơn</edXML:OrganName>
</edXML:From><edXML:To><edXML:OrganId>000.00.01.H99</edXML:OrganId></edXML:To>
<edXML:Code><edXML:CodeNumber>12</edXML:CodeNumber><edXML:CodeNotation>UBND-TH</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>An Sơn</edXML:Place><edXML:PromulgationDate>2025/03/05</edXML:PromulgationDate>
</edXML:PromulgationInfo><edXML:Subject>kiểm kê hồ sơ</edXML:Subject>
<edXML:OtherInfo><edXML:Priority>2</edXML:Priority></edXML:OtherInfo>
<edXML:ToPlaces><edXML:Place>Các sở</edXML:Place></edXML:ToPlaces>
</edXML:MessageHeader><edXML:TraceHeaderList>{business}</edXML:TraceHeaderList></edXML:edXMLHeader>
</edXML:edXMLEnvelope><edXML:AttachmentEncoded>{attachments}</edXML:AttachmentEncoded></edXML>""".encode()


def attachment(name: str, data: bytes) -> str:
    """One enclosure."""
    encoded = base64.b64encode(data).decode()
    return f"""<edXML:Attachment><edXML:AttachmentName>{name}</edXML:AttachmentName>
<edXML:ContentTransferEncoded>{encoded}</edXML:ContentTransferEncoded></edXML:Attachment>"""


def test_the_header_becomes_plain_facts() -> None:
    """Dates in ISO 8601, codes in words, empty elements left out."""
    header = read_envelope(
        envelope(business="<edXML:Bussiness><edXML:BussinessDocType>1</edXML:BussinessDocType></edXML:Bussiness>")
    ).header
    assert header["reference"] == "12/UBND-TH"
    assert header["issued_on"] == "2025-03-05"
    assert header["urgency"] == "thuong_khan"
    assert header["sender"] == {"id": "000.00.00.H99", "name": "Ủy ban nhân dân tỉnh An Sơn"}
    assert header["recipients"] == ["Các sở"]
    assert header["business"] == {"kind": "revocation"}
    assert "signer" not in header


def test_enclosures_are_members_without_their_wrapping() -> None:
    """Each is zipped on its own; the zip is taken off."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("cong-van.txt", "x")
    data = envelope(attachment("cong-van.txt", out.getvalue()) + attachment("phu luc.txt", b"y"))
    found = find_members(data, "a.edxml", "in/a.edxml", ReadOptions())
    assert [(m.path, m.data) for m in found] == [("in/a.edxml!cong-van.txt", b"x"), ("in/a.edxml!phu luc.txt", b"y")]


def test_junk_before_the_declaration_is_skipped() -> None:
    """Real senders write some."""
    assert read_envelope(b"1212" + envelope()).header["number"] == "12"


def test_undeclared_prefixes_are_mended() -> None:
    """So do some of these."""
    data = envelope().replace(b'xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"', b"")
    assert read_envelope(data).header["subject"] == "kiểm kê hồ sơ"


BOMB = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]>'


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (envelope(head=BOMB), Damaged),
        (b"<edXML", Damaged),
        (b"<edXML/>", Damaged),
        (envelope(NO_BASE64), ArchiveDamaged),
    ],
)
def test_hostile_envelopes(data: bytes, kind: type[Exception]) -> None:
    """Entities, fragments, and enclosures that are none."""
    with pytest.raises(kind):
        read_envelope(data)


@pytest.mark.shared
def test_shared_envelopes(shared: Path) -> None:
    """Every sample is read, or told to be damaged in one enclosure."""
    for path in sorted((shared / "reference/edxml/samples").glob("*.edxml")):
        try:
            assert read_envelope(path.read_bytes()).header["sender"]["id"]
        except ArchiveDamaged:
            assert path.name == "resources_edoc.edxml"
