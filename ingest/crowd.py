"""How many files come out of one container, all depths together (giới hạn số tệp bung ra).

Each level is bounded by itself; a thousand archives of a thousand archives each would still be a million files.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.options import Limits
from ingest.problems import ArchiveBomb


@dataclass(slots=True)
class Crowd:
    """Counts the files of one container while it is unpacked."""

    limits: Limits
    count: int = 0

    def add(self, files: int) -> None:
        """So many more; ArchiveBomb once they are too many."""
        self.count += files
        if self.count > self.limits.members:
            raise ArchiveBomb(f"{self.count} files, all depths together, {self.limits.members} allowed")
