"""Notes (ghi chú) that a certification permits (DocMDP 3): sticky notes, their windows, and text marks in colour.

    << /Type /Annot /Subtype /Text /Rect [540 700 560 720] /F 28 /Contents (Đề nghị kiểm tra) /Popup 95 0 R >>

Any other kind can write, hide or strike out print, or does something by itself; what these look like is drawn and
judged in `signatures.note_looks`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, RawPdfPath
from pyhanko.sign.diff_analysis.commons import compare_dicts
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.rules_api import Context, QualifiedWhitelistRule, ReferenceUpdate, RelativeContext

from signatures.objects import Dict, entry, items, raw_entry, raw_items
from signatures.page_tree import MAX_DEPTH
from signatures.painted import TOKEN
from signatures.report import Change

HIDDEN = 2
"""Annotation flag (bit 2): shown nowhere, as replies are."""
FLAGS = 0b1011111110
"""Annotation flags that a note may have: all but those that show it by turns, or to some readers only."""
COMMON = frozenset({"/Type", "/Subtype", "/Rect", "/Contents", "/P", "/NM", "/M", "/F", "/C", "/T", "/Popup", "/CA"})
MARKUP = COMMON | {"/RC", "/CreationDate", "/IRT", "/RT", "/Subj", "/AP"}
KEYS = {
    "/Text": MARKUP | {"/Open", "/Name", "/State", "/StateModel"},
    "/Highlight": MARKUP | {"/QuadPoints"},
    "/Popup": COMMON | {"/Parent", "/Open"},
}
"""What each kind may hold (ISO 32000-2, 12.5.2 and 12.5.6): no action, no file, no layer."""
WORDS = frozenset({b"Tj", b"TJ", b"'", b'"', b"BI"})
Updates = Iterator[tuple[ModificationLevel, ReferenceUpdate]]


@dataclass(frozen=True, slots=True, eq=False)
class PageNote:
    """A note added in one revision: its object number, and its dictionary."""

    number: tuple[int, int]
    dictionary: Dict

    @property
    def kind(self) -> str:
        """`/Text`, `/Highlight` or `/Popup`."""
        return str(entry(self.dictionary, "/Subtype"))

    @property
    def is_hidden(self) -> bool:
        """Whether no reader shows it on the page."""
        return self.kind == "/Popup" or bool(int(entry(self.dictionary, "/F", 0)) & HIDDEN)


class NotesAdded(QualifiedWhitelistRule):
    """Approves pages whose list of annotations grew by notes alone, and logs the notes.

    Another annotation, or a note that does more, is refused with the reason; widgets are left to the rules of forms.
    """

    def __init__(self, log: list[PageNote]) -> None:
        self._log = log

    def apply_qualified(self, old: HistoricalResolver, new: HistoricalResolver) -> Updates:
        for page in _pages(old, old.root.raw_get("/Pages"), 0):
            before, after = old(page), new(page)
            had = _listed(before)
            added = [item for item in _listed(after) if item not in had]
            if any(entry(new(item), "/Subtype") == "/Widget" for item in added) or not added:
                continue
            if not _keeps_the_rest(before, after, added):
                raise SuspiciousModification("annotations of before were changed, moved, taken away or listed twice")
            compare_dicts(before, after, frozenset({"/Annots"}))
            for update in (*_page_updates(old, page, before, after), *self._updates(old, new, added)):
                yield ModificationLevel.ANNOTATIONS, update

    def _updates(
        self, old: HistoricalResolver, new: HistoricalResolver, added: Iterable[generic.Reference]
    ) -> Iterator[ReferenceUpdate]:
        for reference in added:
            note = new(reference)
            if (why := _why_not(note)) is not None or not old.is_ref_unassignable(reference):
                raise SuspiciousModification(why or "an object of before is made an annotation")
            self._log.append(PageNote((reference.idnum, reference.generation), note))
            yield ReferenceUpdate(reference)
            look = raw_entry(note, "/AP")
            for item in new.collect_dependencies(look, since_revision=new.revision) if look is not None else ():
                yield ReferenceUpdate(item)


def _pages(old: HistoricalResolver, node: Any, depth: int) -> Iterator[generic.Reference]:
    """The leaves of the page tree; a page that is no object of its own cannot be written anew, either."""
    if not isinstance(node, generic.IndirectObject) or depth > MAX_DEPTH:
        return
    found = old(node.reference)
    if isinstance(found, Dict) and "/Kids" in found:
        for kid in raw_items(found, "/Kids"):
            yield from _pages(old, kid, depth + 1)
    else:
        yield node.reference


def _listed(page: Any) -> list[generic.Reference]:
    return [item.reference for item in raw_items(page, "/Annots") if isinstance(item, generic.IndirectObject)]


def _keeps_the_rest(before: Any, after: Any, added: list[generic.Reference]) -> bool:
    """Whether all else in the list is as it was, also what is written into the list itself; each new one comes once."""
    now = raw_items(after, "/Annots")
    rest = [item for item in now if not (isinstance(item, generic.IndirectObject) and item.reference in added)]
    return rest == raw_items(before, "/Annots") and len(now) == len(rest) + len(set(added))


def _page_updates(
    old: HistoricalResolver, page: generic.Reference, before: Any, after: Any
) -> Iterator[ReferenceUpdate]:
    """The page itself, for all its uses, and its list of annotations, as long as that is the list of no other page."""
    yield ReferenceUpdate(page)
    was, now = raw_entry(before, "/Annots"), raw_entry(after, "/Annots")
    if isinstance(now, generic.IndirectObject):
        path: Context = RelativeContext(page, RawPdfPath("/Annots"))
        if was == now:
            yield ReferenceUpdate(now.reference, context_checked=path)
        elif old.is_ref_unassignable(now.reference):
            yield ReferenceUpdate(now.reference)


def _why_not(note: Any) -> str | None:
    """Why an annotation is more than a note, in English; None where it is one."""
    kind = str(entry(note, "/Subtype", ""))
    if kind not in KEYS:
        return f"an annotation of the kind {kind or 'unknown'} may change or hide what a reader sees"
    strange = sorted(set(note) - KEYS[kind])
    if strange:
        return f"a note has no business with {', '.join(strange)}"
    flags = entry(note, "/F", 0)
    if not isinstance(flags, int) or int(flags) & ~FLAGS:
        return "a note that is seen by turns, or by some readers only"
    if entry(note, "/Open", False):
        return "a note whose window lies open over the page"
    looks = entry(note, "/AP", Dict())
    if set(looks) - {"/N"} or (looks and not isinstance(entry(looks, "/N"), generic.StreamObject)):
        return "a note that looks otherwise under the pointer or at a click"
    return "a note that shows words or pictures on the page" if _shows_words(entry(looks, "/N"), 0) else None


def _shows_words(form: Any, depth: int) -> bool:
    if not isinstance(form, generic.StreamObject):
        return False
    if depth > 4 or entry(form, "/Subtype") == "/Image" or "/OC" in form:
        return True
    resources = entry(form, "/Resources")
    if any(entry(resources, key) is not None for key in ("/Pattern", "/Properties", "/Shading")):
        return True
    if any(match[0] in WORDS for match in TOKEN.finditer(form.data)):
        return True
    objects = entry(resources, "/XObject", Dict())
    return any(_shows_words(entry(objects, name), depth + 1) for name in objects)


def quads(note: Dict) -> list[tuple[float, float, float, float]]:
    """The boxes that a text mark lies over, lower left first."""
    numbers = [float(item) for item in items(note, "/QuadPoints")]
    groups = [numbers[start : start + 8] for start in range(0, len(numbers) - 7, 8)]
    return [(min(g[::2]), min(g[1::2]), max(g[::2]), max(g[1::2])) for g in groups]


def note_added(page: int) -> Change:
    """A note that leaves the page as it was read."""
    return Change(
        "note_added",
        True,
        f"Thêm ghi chú ở trang {page}, không che và không đổi nội dung",
        f"Notes were added on page {page}, which hide and change nothing there",
        str(page),
    )


def note_refused(page: int, why: str) -> Change:
    """A note that hides or changes what is read."""
    return Change(
        "note_refused",
        False,
        f"Ghi chú thêm sau khi ký ở trang {page} có thể che hoặc làm sai lệch nội dung",
        f"Notes added on page {page} after signing may hide or change what is read there: {why}",
        str(page),
    )
