"""Explanations: the same words for the same file, in whatever process it is judged."""

from __future__ import annotations

import pytest

from signatures.explained import steady


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Dict keys differ: {'/Type', '/Lang'} vs. {'/Type'}.", "Dict keys differ: {'/Lang', '/Type'} vs. {'/Type'}."),
        ("used in several: {Context(anchor=<Trailer object at 0x7f3ec92ed0d0>)}", "used in several: {…}"),
        ("<Trailer object at 0x7f3ec92ed0d0> differs", "<Trailer> differs"),
        ("nothing of the kind", "nothing of the kind"),
    ],
)
def test_reasons_keep_still(reason: str, expected: str) -> None:
    """No order of a set, no address of an object."""
    assert steady(reason) == expected
