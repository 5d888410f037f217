"""Where a signature restricts later changes in more than one place, the strictest word counts."""

from __future__ import annotations

from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import Reference
from pyhanko.sign.fields import MDPPerm

from signatures.field import SignatureField
from signatures.permissions import Permissions, read_permissions

DOC = b"<< /TransformMethod /DocMDP /TransformParams << /P %d >> >>"
FIELD = b"<< /TransformMethod /FieldMDP /TransformParams << %b >> >>"
ONE = b"/Action /Include /Fields [(%b)]"


def _parsed(text: bytes) -> generic.DictionaryObject:
    value = generic.DictionaryObject.read_from_stream(BytesIO(text + b" "), Reference(1, 0, None))
    assert isinstance(value, generic.DictionaryObject)
    return value


def _read(references: bytes, lock: bytes = b"") -> Permissions:
    field = _parsed(b"<< /Lock << %b >> >>" % lock if lock else b"<< >>")
    value = _parsed(b"<< /Reference %b >>" % references)
    return read_permissions(SignatureField("Signature1", "form", field, value, None))


@pytest.mark.parametrize(
    ("references", "lock", "level"),
    [
        (b"[]", b"", None),
        (b"[" + DOC % 2 + b"]", b"", MDPPerm.FILL_FORMS),
        (b"[<< /TransformMethod /DocMDP >>]", b"", MDPPerm.FILL_FORMS),  # the default
        (DOC % 1, b"", MDPPerm.NO_CHANGES),  # no list around it
        (b"[" + DOC % 3 + DOC % 1 + b"]", b"", MDPPerm.NO_CHANGES),
        (b"[" + DOC % 2 + b"]", ONE % b"a" + b" /P 1", MDPPerm.NO_CHANGES),
        (b"[" + DOC % 1 + b"]", ONE % b"a" + b" /P 3", MDPPerm.NO_CHANGES),
        (b"[]", b"/P 2", MDPPerm.FILL_FORMS),
    ],
)
def test_the_lowest_level_counts(references: bytes, lock: bytes, level: MDPPerm | None) -> None:
    """Certification, twice given or in the lock of the field."""
    assert _read(references, lock).level == level


@pytest.mark.parametrize(
    ("references", "lock", "locked"),
    [
        (b"[]", b"", ""),
        (b"[" + FIELD % (ONE % b"a") + b"]", b"", "a"),
        (b"[" + FIELD % (ONE % b"a") + FIELD % (ONE % b"b") + b"]", b"", "ab"),
        (b"[]", ONE % b"a", "a"),  # the lock alone: the signing program forgot the rest
        (b"[" + FIELD % (ONE % b"a") + b"]", ONE % b"b", "ab"),
        (b"[]", b"/Action /All", "ab"),
        (b"[" + FIELD % b"/Action /Exclude /Fields [(a)]" + b"]", b"", "b"),
    ],
)
def test_what_any_lock_has_is_locked(references: bytes, lock: bytes, locked: str) -> None:
    """Transformations, and the lock of the field."""
    fields = _read(references, lock).fields
    assert "".join(name for name in "ab" if fields is not None and fields.is_locked(name)) == locked


@pytest.mark.parametrize(
    ("references", "lock"),
    [
        (b"[" + DOC % 7 + b"]", b""),
        (b"[" + FIELD % b"/Fields [(a)]" + b"]", b""),
        (b"[" + FIELD % b"/Action /Some /Fields [(a)]" + b"]", b""),
        (b"[]", b"/Action /Include"),
    ],
)
def test_a_restriction_that_cannot_be_read_is_told(references: bytes, lock: bytes) -> None:
    """None is taken for no restriction."""
    assert _read(references, lock).problem
