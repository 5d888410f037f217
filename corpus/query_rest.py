"""The rest of a query (phần chưa hiểu): as typed and folded; each reader takes from it what it understands."""

from __future__ import annotations


class Rest:
    """What of the query is not yet understood: taken stretches become blanks, offsets stay."""

    def __init__(self, text: str, folded: str) -> None:
        self.text, self.folded = text, folded

    def take(self, start: int, end: int) -> str:
        """Blank a stretch out and give its text as typed."""
        taken = self.text[start:end]
        blank = " " * (end - start)
        self.text = self.text[:start] + blank + self.text[end:]
        self.folded = self.folded[:start] + blank + self.folded[end:]
        return taken
