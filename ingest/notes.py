"""What a clerk should know of how a file was read (ghi chú), gathered from its pages."""

from __future__ import annotations

from extract.text import Text

_TOLD = ("no_ocr_data", "ocr_off", "ocr_pages_capped", "characters_capped", "not_drawn", "unseen_words")
"""Notes of pages by which a file is not read in full."""


def notes_of(text: Text) -> tuple[str, ...]:
    """Machine words: the notes above, each once, and `ocr` where any page was read by OCR."""
    of_pages = {note for page in text.pages for note in page.notes}
    read = any(page.text_from == "ocr" for page in text.pages)
    return (*(("ocr",) if read else ()), *(note for note in _TOLD if note in of_pages))
