"""A stored original for a reading process (tệp gốc trong kho)."""

from __future__ import annotations

from pathlib import Path

from corpus.corpus import Corpus
from corpus.originals import LocalOriginals
from corpus.refusals import OriginalMissing


def local_or_bytes(corpus: Corpus, sha256: str) -> bytes | Path:
    """A local file by its path, so that its bytes need not travel; another store's by its bytes.

    Raises OriginalMissing.
    """
    originals = corpus.originals
    if not isinstance(originals, LocalOriginals):
        return originals.get(sha256)
    if not originals.has(sha256):
        raise OriginalMissing(sha256)
    return originals.path(sha256)
