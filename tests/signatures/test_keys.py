"""A key given twice in one dictionary is found, however the second one is written or what stands between."""

from __future__ import annotations

import pytest

from signatures.keys import repeats_a_key


@pytest.mark.parametrize(
    "data",
    [
        b"<< /Rotate 0 /Rotate 90 >>",
        b"<< /Rotate 0 /R#6ftate 90 >>",
        b"<< /Rotate 0 /X %\n/Y /Rotate 90 >>",  # a comment is no value: /Y is
        b"<< /Rotate 0 %/Rotate\r/Rotate 90 >>",
        b"<< /Kids [<< /A 1 /A 2 >>] >>",
        b"<< /A (/A) /B [/A /A] /A 2 >>",
        b"<< /A {",  # cannot be told apart
    ],
)
def test_a_key_given_twice_is_found(data: bytes) -> None:
    """Whichever of the two a reader takes."""
    assert repeats_a_key(data)


@pytest.mark.parametrize(
    "data",
    [
        b"<< /A /A /B /B >>",
        b"<< /A 1 0 R %/A 2\n/B (/A 2) /C <41> >>",
        b"<< /A << /A 1 >> /B << /A 1 >> >> << /A 2 >>",
    ],
)
def test_names_that_are_values_are_no_keys(data: bytes) -> None:
    """Nor are those in comments, strings or other dictionaries."""
    assert not repeats_a_key(data)
