"""Which language a request is answered in."""

import pytest

from api.language import accepted_language


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "vi"),  # nobody asked: Vietnamese
        ("vi", "vi"),
        ("en-GB,en;q=0.9", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.4, vi;q=0.9", "vi"),  # the weight counts, not the order
        ("fr, en;q=0.5", "en"),  # a language we do not speak
        ("fr", "vi"),
        ("en;q=0", "vi"),  # expressly not English
        ("en;q=viel", "vi"),  # nonsense
        (";;;,,,", "vi"),
    ],
)
def test_accept_language(header: str, expected: str) -> None:
    """The best-liked of the two languages there are."""
    assert accepted_language(header) == expected
