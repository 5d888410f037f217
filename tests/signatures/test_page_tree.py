"""Pages of a file, walked once and let go with it."""

from __future__ import annotations

import gc
from weakref import ref

import pytest

from signatures.page_tree import page_dictionaries
from signatures.reader import Reader
from tests.ingest.sheets import Sheet


@pytest.mark.parametrize("revised", [False, True])
def test_a_file_is_let_go_with_its_pages(revised: bool) -> None:
    """A process that reads thousands of files would else keep them all."""
    reader = Reader(Sheet().put(80, 80, "Một").turn_page().put(80, 80, "Hai").pdf(), strict=False)
    seen = reader.get_historical_resolver(0) if revised else reader
    pages = page_dictionaries(seen)
    assert len(pages) == 2
    assert page_dictionaries(seen) is pages
    gone = ref(reader)
    del reader, seen, pages
    gc.collect()
    assert gone() is None
