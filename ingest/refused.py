"""The reading of a file that could not be read (tệp bị trả lại): its source and its problem, nothing else."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.reading import Problem, Reading, Source
from ingest import media
from signatures.report import SignatureReport

_HEAD = 64 * 1024


def refused(
    original: bytes | Path | None, name: str, path: str, problem: Problem, signatures: SignatureReport | None = None
) -> Reading:
    """A reading that says `problem`; hash, size and media type are given as far as the file lets itself be opened.

    The file is streamed, never held: it may be refused for its size. `signatures` is what was judged all the same.
    """
    if isinstance(original, bytes):
        sha256, size, kind = hashlib.sha256(original).hexdigest(), len(original), media.media_type(original, name)
    else:
        sha256, size, kind = _measure(original, name)
    return Reading(Source(name, path, sha256, size, kind), problem, signatures=signatures)


def _measure(file: Path | None, name: str) -> tuple[str, int, str]:
    if file is None or not file.is_file():
        return "", 0, media.UNKNOWN
    try:
        with file.open("rb") as stream:
            kind = media.media_type(stream.read(_HEAD), name)
            stream.seek(0)
            return hashlib.file_digest(stream, "sha256").hexdigest(), file.stat().st_size, kind
    except OSError:
        return "", 0, media.UNKNOWN
