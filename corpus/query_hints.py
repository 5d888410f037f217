"""What may stand behind a field's colon (giá trị của trường), told to whoever typed something else."""

from __future__ import annotations

from difflib import get_close_matches

from corpus.explain import MARKINGS, VERDICTS
from corpus.lexicon import SECRECIES, URGENCIES, FieldName, type_label
from extract.document_types import by_name


def values_hint(name: FieldName, folded: str) -> tuple[str, str]:
    """Vietnamese and English: ` (hợp lệ, không hợp lệ, …)`; of types, which are many, the closest: ` (quyết định?)`."""
    if name == "type":
        close = get_close_matches(folded, by_name(), 1)
        hint = f" ({type_label(by_name()[close[0]].slug).lower()}?)" if close else ""
        return hint, hint
    if name == "signature":
        vietnamese, english = zip(*VERDICTS.values(), strict=True)
        return f" ({', '.join(vietnamese)})", f" ({', '.join(english)})"
    known = URGENCIES if name == "urgency" else SECRECIES
    hint = f" ({', '.join(MARKINGS[value] for value in known.values())})"
    return hint, hint
