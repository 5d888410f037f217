"""What a reading is asked to do (tuỳ chọn đọc), and how far it may go (giới hạn)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from signatures.policy import POLICIES, Policy

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps for one file; beyond one of them the file is refused with a typed problem, never read in part.

    `seconds` and `memory` are kept by the pool of worker processes, all others by the reader itself.
    """

    seconds: float = 60.0
    """Processor time for a file without OCR."""
    seconds_per_ocr_page: float = 10.0
    """Added for every page that is read by OCR."""
    memory: int = 1024 * MEGABYTE
    """Bytes of memory one worker process may hold, what it holds when idle included."""
    bytes: int = 300 * MEGABYTE
    """Size of the file."""
    pages: int = 2000
    page_characters: int = 200_000
    """Characters on one page; what follows is cut off and the page marked `characters_capped`."""
    pixels: int = 20_000_000
    """Pixels of one rendered page; resolution is lowered until the page fits."""
    ocr_pages: int = 500
    """Pages read by OCR in one file; further ones say `none`, and the file is marked."""
    depth: int = 4
    """Files within files within files."""
    members: int = 5000
    """Files inside one container, all depths together."""
    member_bytes: int = 1024 * MEGABYTE
    """Bytes of all unpacked members together."""
    ratio: int = 200
    """Unpacked to packed bytes of one member; only looked at above 10 MB unpacked."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read one file.

    `tessdata` is the folder that holds `vie.traineddata`; None looks in the places of the system's package.
    """

    ocr: bool = True
    password: str | None = field(default=None, repr=False)
    signatures: bool = True
    text: bool = True
    """Read dispatches, not only signatures."""
    tables: bool = True
    unseen: bool = True
    """Look for words that are drawn and cannot be seen (`ingest.unseen`)."""
    tessdata: str | None = None
    policy: str = "default"
    """Name of the signature policy, one of `signatures.policy.POLICIES`."""
    sha1_until: datetime | None = None
    """Until when signatures with SHA-1 are accepted; None as the policy says."""
    limits: Limits = Limits()

    @property
    def signature_policy(self) -> Policy:
        """The policy signatures are judged by."""
        policy = POLICIES[self.policy]
        return policy if self.sha1_until is None else policy.with_sha1_until(self.sha1_until)
