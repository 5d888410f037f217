"""What is read the short way is what pyHanko reads: every object of every revision, its type and place, every error."""

from __future__ import annotations

import random
import re
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from signatures.reader import Reader
from tests.signatures.attack_packed import key_twice_in_object_stream, object_twice_in_object_stream
from tests.signatures.benign import FILES, PKI, add_validation_data, archive, fill_in
from tests.signatures.pki import sign_pdf
from tests.signatures.rich import write_pdf

ADDRESS = re.compile(r" at 0x[0-9a-f]+")
ODDITIES = [
    b"<< /A#20B /C#41 /Times#20New,Bold /N (a\\(b\\)c) /M (D\\0722026) /L (two\r\nlines) /K ((in)side) >>",
    b"<< /A 1 /A 2 >>",
    b"<< /A 1 /#41 2 >>",
    b"<< /A % a comment\n 1 >>",
    b"<< /A [1 0 R 1 0  R 1 0 Rx] >>",
    b"<< /A [1. .5 -.5 +7 00012 --3 1e5 0.0.0] >>",
    b"<< /A <41 42> /B <414> /C <FEFF0041> /D <> /E <4x> >>",
    b"<< /A true /B false /C null /D nullish >>",
    b"<< /A >>",
    b"<< /A /B/C/D >>",
    b"<< A 1 >>",
    b"<< / 1 /B [/ /] >>",
    b"[" * 80 + b"]" * 80,
    b"[0 0 0 0 R 99999 0 R 0 0 R 1 99999 R 1234567890 00000 R]",
    b"(text) >> <<",
    b"7",
    b"<< /Length 3 >>\nstream\nabc\nendstream",
    b"<< /A << /B << /C [ << /D (e) >> ] >> >> % endobj\n>>",
]
"""Objects that a short way might take for something else."""


def _told(value: Any) -> Any:
    """A value with its types and places, to be compared."""
    place = value.container_ref
    at = (place.idnum, place.generation) if isinstance(place, generic.Reference) else None
    if isinstance(value, generic.IndirectObject):
        return "reference", value.idnum, value.generation
    if isinstance(value, generic.DictionaryObject):
        entries = [(key, type(key), _told(item)) for key, item in value.items()]
        return type(value), entries, value.encoded_data if isinstance(value, generic.StreamObject) else None, at
    if isinstance(value, generic.ArrayObject):
        return [_told(item) for item in value], at
    if isinstance(value, (generic.TextStringObject, generic.ByteStringObject)):
        return type(value), str(value), value.original_bytes, at
    return type(value), ADDRESS.sub("", repr(value)), at


def _read(reader: PdfFileReader) -> list[Any]:
    out: list[Any] = []
    for revision in range(reader.xrefs.total_revisions):
        old = reader.get_historical_resolver(revision)
        for number in range(1, 60):
            try:
                out.append(_told(old.get_object(generic.Reference(number, 0, old))))
            except Exception as error:  # noqa: BLE001 (whatever it is, both must raise it)
                out.append((type(error), ADDRESS.sub("", str(error))))
    return out


def _both(data: bytes, *, strict: bool) -> tuple[Any, Any]:
    found: list[Any] = []
    for make in (lambda: PdfFileReader(BytesIO(data), strict=strict), lambda: Reader(data, strict=strict)):
        try:
            found.append(_read(make()))
        except Exception as error:  # noqa: BLE001
            found.append((type(error), str(error)))
    return found[0], found[1]


@pytest.mark.parametrize("name", sorted(FILES))
def test_all_revisions_of_all_kinds_of_files(name: str) -> None:
    """Tables and streams of cross-references, packed objects, forms; signed, filled in, archived."""
    data = archive(add_validation_data(fill_in(sign_pdf(FILES[name], PKI.agency()))))
    theirs, ours = _both(data, strict="hybrid" not in name)
    assert theirs == ours


@pytest.mark.parametrize("strict", [True, False])
@pytest.mark.parametrize("odd", ODDITIES)
def test_odd_objects(odd: bytes, strict: bool) -> None:
    """One by one, so that an error in one hides no other."""
    data = write_pdf(
        {1: b"<< /Type /Catalog /Pages 2 0 R /Odd 3 0 R >>", 2: b"<< /Kids [] /Count 0 >>", 3: odd}, root=1
    )
    theirs, ours = _both(data, strict=strict)
    assert theirs == ours


@pytest.mark.parametrize("attack", [key_twice_in_object_stream, object_twice_in_object_stream])
def test_ambiguous_object_streams(attack: Any) -> None:
    """An object or a key given twice: the same one counts."""
    theirs, ours = _both(attack(sign_pdf(FILES["plain"], PKI.agency())), strict=False)
    assert theirs == ours


def test_damaged_files() -> None:
    """Bytes changed anywhere."""
    draw = random.Random(4)
    data = add_validation_data(sign_pdf(FILES["rich_packed"], PKI.agency()))
    for _ in range(25):
        changed = bytearray(data)
        for _ in range(draw.randrange(1, 30)):
            changed[draw.randrange(len(data))] = draw.choice(b" \n()<>[]/%#0129aRz")
        theirs, ours = _both(bytes(changed), strict=False)
        assert theirs == ours
