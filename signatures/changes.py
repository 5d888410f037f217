"""What happened to the file after a signature (thay đổi sau khi ký): every later revision, explained or refused.

pyHanko compares revisions object by object; the rules here decide which differences are permitted. Each step from one
revision to the next is judged once for the whole file, however many signatures it follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.sign.diff_analysis.constants import VALUE_UPDATE_KEYS
from pyhanko.sign.diff_analysis.policies import StandardDiffPolicy
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import SigFieldCreationRule
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
from pyhanko.sign.fields import MDPPerm

from signatures.annotations import overlapping_pages, reordered
from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.explained import (
    active,
    after_certification,
    altered,
    ambiguous,
    ambiguous_table,
    covered,
    covered_together,
    drawn_by_timestamp,
    drawn_unsigned,
    explain_note,
    filled_gap,
    misleading,
    order_changed,
    pages_differ,
    refused,
    seen_otherwise,
    two_faced,
    uncovered,
    uncovering,
    undrawn,
    unsound,
)
from signatures.field_entries import FilledFields, SignedFields
from signatures.field_notes import FieldLog, FieldNote, FormObserver
from signatures.forms import FormRule
from signatures.gaps import Gaps, rows_ahead
from signatures.note_looks import judge_notes
from signatures.notes import NotesAdded, PageNote
from signatures.opinion import pages_that_differ
from signatures.overlays import Overlay, Overlays, UndrawnError
from signatures.pages import Difference
from signatures.painted import paints
from signatures.permissions import Permissions
from signatures.policy import Policy
from signatures.ranges import CoverageFinding
from signatures.report import Change
from signatures.rules_of_change import FreedNoise, InertKeys, KidWidgets, Log, Observer, SecurityStore
from signatures.steps import ChangeFinding, Step, conclude
from signatures.tables import table_fault
from signatures.tail import TailReview

VALUE_KEYS = VALUE_UPDATE_KEYS | {"/I", "/TI", "/RV"}
"""What filling in a field writes: beside pyHanko's, the chosen lines of a list and the rich text of a value."""
MANY_PAGES = 3
"""A pair of links that overlap by a point is common; overlaps on so many pages of an updated file are not."""


class ChangeReview:
    """Judges later revisions for all signatures of one file.

    `vouched` tells of each signature field whether its own signature is sound (present) and trusted (true): what a
    later signer shows on a page is as good as that signer.
    """

    def __init__(self, pdf: OpenedPdf, policy: Policy, vouched: Mapping[str, bool]) -> None:
        self._pdf = pdf
        self._policy = policy
        self._vouched = vouched
        self._tail = TailReview(pdf)
        self._overlays = Overlays(pdf)
        self._gaps = Gaps(pdf.reader)
        self._ambiguous: tuple[int, ...] | None = None
        self._differing: tuple[int, tuple[int, ...]] | None = None
        self._together: tuple[int, Difference | None] | None = None
        self._steps: dict[tuple[int, str, str, bool], Step] = {}
        self._has_notes = False

    def review(self, coverage: CoverageFinding, permissions: Permissions) -> ChangeFinding:
        """Changes between the signed revision and the file as it is."""
        if coverage.coverage == "whole_file":
            return ChangeFinding("none")
        if coverage.coverage == "partial" or coverage.revision is None:
            return ChangeFinding("unknown", (uncovered(coverage.problems),))
        loose = self._tail.unexplained(coverage.signed_end)
        if loose:
            return ChangeFinding("not_permitted", loose)
        if late := rows_ahead(self._pdf, coverage.revision, coverage.signed_end):
            return ChangeFinding("not_permitted", (filled_gap(late),))
        total = self._pdf.reader.xrefs.total_revisions
        steps = [self._step(number, permissions) for number in range(coverage.revision + 1, total)]
        finding = conclude(steps, permissions)
        if finding.later_changes in {"none", "permitted"}:
            if hidden := self._hidden_together(steps, coverage.revision):
                return ChangeFinding("not_permitted", (*finding.changes, covered_together(hidden.page, hidden.lost)))
            return self._unless_seen_otherwise(finding, coverage.signed_end)
        if not self._policy.compare_pages:
            return finding
        return replace(finding, changes=(*finding.changes, *self._pages_changed(coverage.signed_end)))

    def _hidden_together(self, steps: list[Step], since: int) -> Difference | None:
        """What all stamps hide of what the earliest signature saw; asked once, and told of all that have stamps after
        them.
        """
        if self._together is None or since < self._together[0]:
            laid = {number: step.overlays for number, step in enumerate(steps, start=since + 1)}
            self._together = since, self._overlays.hidden_together(laid, since)
        return self._together[1] if any(step.overlays for step in steps) else None

    def _unless_seen_otherwise(self, finding: ChangeFinding, signed_end: int) -> ChangeFinding:
        """PDFium must find the pages unchanged, too; asked once, of the earliest signature."""
        if self._differing is None or signed_end < self._differing[0]:
            self._differing = (
                signed_end,
                pages_that_differ(self._pdf, signed_end, self._policy.max_listed_pages, notes=self._has_notes),
            )
        if self._differing[1]:
            return ChangeFinding("not_permitted", (*finding.changes, seen_otherwise(self._differing[1])))
        return self._unless_ambiguous(finding)

    def _unless_ambiguous(self, finding: ChangeFinding) -> ChangeFinding:
        """Where a file was updated and its annotations lie over one another, who can say what a reader sees?"""
        if self._ambiguous is None:
            self._ambiguous = overlapping_pages(self._pdf)
        if len(self._ambiguous) < MANY_PAGES:
            return finding
        return ChangeFinding("unknown", (*finding.changes, ambiguous(self._ambiguous)))

    def _step(self, revision: int, permissions: Permissions) -> Step:
        key = revision, repr(permissions.level), repr(permissions.fields), permissions.notes
        if key not in self._steps:
            self._steps[key] = self._judge(revision, permissions)
        return self._steps[key]

    def _judge(self, revision: int, permissions: Permissions) -> Step:
        reader = self._pdf.reader
        log: Log = []
        notes: FieldLog = []
        added: list[PageNote] = []
        try:
            old = reader.get_historical_resolver(revision - 1)
            new = reader.get_historical_resolver(revision)
            policy = _policy(log, notes, added if permissions.notes else None)
            if fault := table_fault(self._pdf, revision):
                return Step(ModificationLevel.OTHER, (), ambiguous_table(fault))
            result = policy.apply(old, new, field_mdp_spec=permissions.fields, doc_mdp=permissions.level)
        except SuspiciousModification as error:
            return Step(ModificationLevel.OTHER, tuple(log), refused(str(error)))
        except PdfStrictReadError:
            raise
        except PARSE_ERRORS as error:
            reason = f"{type(error).__name__}: {error}"
            return Step(ModificationLevel.OTHER, tuple(log), refused(reason), unsure=True)
        changes = (*log, *(explain_note(note) for note in notes))
        if pages := reordered(old, new):
            return Step(ModificationLevel.OTHER, changes, order_changed(pages))
        if late := self._gaps.filled(old, new):
            return Step(ModificationLevel.OTHER, changes, filled_gap(late))
        refusals = (self._visible_refusal(note, revision, permissions) for note in notes)
        try:
            told = judge_notes(self._pdf, revision, added)
            self._has_notes |= bool(told)
            refusal = next((item for item in (*told, *refusals) if item and not item.permitted), None)
            changes += tuple(item for item in told if item.permitted)
            return Step(result.modification_level, changes, refusal, overlays=self._laid(notes, told))
        except UndrawnError as error:
            return Step(ModificationLevel.OTHER, changes, undrawn(error.page), unsure=True)

    def _laid(self, notes: FieldLog, told: list[Change]) -> tuple[Overlay, ...]:
        """What fields, and notes that were `told` of, lay over pages, where anyone asks what pages look like."""
        if not self._policy.compare_pages:
            return ()
        found = [Overlay(int(item.subject or 0), trusted=False, is_new=True) for item in told]
        for note in notes:
            found += self._overlays.laid_by(note, trusted=self._vouched.get(note.name, False))
        return tuple(found)

    def _visible_refusal(self, note: FieldNote, revision: int, permissions: Permissions) -> Change | None:
        """Why something that the rules let pass is refused all the same."""
        if note.kind == "defaults":
            return None if _may_fill(permissions) and not note.misleads else altered(note)
        if note.acts:
            return active(note)
        if note.prints:
            return drawn_unsigned(note)
        if not note.widgets:
            return altered(note) if note.kind == "altered" and note.switched else None
        if note.misleads:
            return two_faced(note) if note.kind in {"signed", "timestamped"} else misleading(note)
        if note.kind == "timestamped":
            return drawn_by_timestamp(note) if any(paints(item.dictionary) for item in note.widgets) else None
        if note.kind in {"added", "signed"} and (refusal := self._signature(note, permissions)):
            return refusal
        if note.kind == "altered":
            return self._altered(note, revision, permissions)
        return self._filled(note, revision) if note.kind != "added" and self._policy.compare_pages else None

    def _signature(self, note: FieldNote, permissions: Permissions) -> Change | None:
        """A visible signature that is none, or that nobody vouches for."""
        sound, trusted = note.name in self._vouched, self._vouched.get(note.name, False)
        if note.kind == "added":
            return None
        if not sound:
            return unsound(note)
        return after_certification(note) if permissions.level is not None and not trusted else None

    def _filled(self, note: FieldNote, revision: int) -> Change | None:
        """A field that was filled in or signed: it must not cover or uncover print."""
        if note.had_ground and (shown := self._overlays.uncovered_by(note, revision)) is not None:
            return uncovering(note, shown.page, shown.lost)
        trusted = self._vouched.get(note.name, False)
        hidden = self._overlays.hidden_by(note, revision, trusted=trusted)
        return covered(note, hidden.page, hidden.lost) if hidden is not None else None

    def _altered(self, note: FieldNote, revision: int, permissions: Permissions) -> Change | None:
        if note.old_value == note.new_value and not (note.shows_value and _may_fill(permissions)):
            is_drawn = not note.switched and self._policy.compare_pages
            return altered(note) if not is_drawn or self._overlays.seen(note, revision) is not None else None
        if _may_fill(permissions):
            shown = self._overlays.page_hidden_by(note, revision) if self._policy.compare_pages else None
            return covered(note, shown.page, shown.lost) if shown is not None else None
        return altered(note)

    def _pages_changed(self, signed_end: int) -> tuple[Change, ...]:
        found = self._overlays.everywhere(signed_end, self._policy.max_compared_pages)
        if not found:
            return ()
        pages = ", ".join(str(item.page) for item in found)
        return (pages_differ(pages),)


def _may_fill(permissions: Permissions) -> bool:
    """Whether the certification says in so many words that forms may be filled."""
    return permissions.level is not None and permissions.level.value >= MDPPerm.FILL_FORMS.value


def _policy(log: Log, notes: FieldLog, added: list[PageNote] | None) -> StandardDiffPolicy:
    """`added` where notes are permitted."""
    quiet = ModificationLevel.LTA_UPDATES
    return StandardDiffPolicy(
        global_rules=[
            Observer(log),
            CatalogModificationRule(),
            DocInfoRule().as_qualified(quiet),
            XrefStreamRule().as_qualified(quiet),
            ObjectStreamRule().as_qualified(quiet),
            FreedNoise().as_qualified(quiet),
            SecurityStore().as_qualified(quiet),
            InertKeys().as_qualified(quiet),
            MetadataUpdateRule().as_qualified(quiet),
            *([NotesAdded(added)] if added is not None else []),
        ],
        form_rule=FormRule(
            [
                FormObserver(notes),
                SigFieldCreationRule(allow_new_visible_after_certify=True),
                SignedFields(),
                FilledFields(value_update_keys=VALUE_KEYS),
                KidWidgets(),
            ]
        ),
        reject_object_freeing=False,
    )
