"""What happened to the file after a signature (thay đổi sau khi ký): every later revision, explained or refused.

pyHanko compares revisions object by object; the rules here decide which differences are permitted. Each step from one
revision to the next is judged once for the whole file, however many signatures it follows.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from pyhanko.pdf_utils.misc import PdfStrictReadError
from pyhanko.sign.diff_analysis.policies import StandardDiffPolicy
from pyhanko.sign.diff_analysis.policy_api import ModificationLevel, SuspiciousModification
from pyhanko.sign.diff_analysis.rules.file_structure_rules import (
    CatalogModificationRule,
    ObjectStreamRule,
    XrefStreamRule,
)
from pyhanko.sign.diff_analysis.rules.form_field_rules import (
    GenericFieldModificationRule,
    SigFieldCreationRule,
    SigFieldModificationRule,
)
from pyhanko.sign.diff_analysis.rules.metadata_rules import DocInfoRule, MetadataUpdateRule
from pyhanko.sign.fields import MDPPerm

from signatures.document import PARSE_ERRORS, OpenedPdf
from signatures.forms import FormRule
from signatures.permissions import Permissions
from signatures.ranges import CoverageFinding
from signatures.report import Change, LaterChanges
from signatures.rules_of_change import FormObserver, FreedNoise, InertKeys, Log, Observer, SecurityStore
from signatures.tail import TailReview


@dataclass(frozen=True, slots=True)
class ChangeFinding:
    """The verdict on everything after one signature."""

    later_changes: LaterChanges
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """From one revision to the next: the level it needs, what it did, why it is refused."""

    level: ModificationLevel
    changes: tuple[Change, ...]
    refusal: str | None = None
    unsure: bool = False


class ChangeReview:
    """Judges later revisions for all signatures of one file."""

    def __init__(self, pdf: OpenedPdf) -> None:
        self._pdf = pdf
        self._tail = TailReview(pdf)
        self._steps: dict[tuple[int, bool, str], _Step] = {}

    def review(self, coverage: CoverageFinding, permissions: Permissions) -> ChangeFinding:
        """Changes between the signed revision and the file as it is. Never raises."""
        if coverage.coverage == "whole_file":
            return ChangeFinding("none")
        if coverage.coverage == "partial" or coverage.revision is None:
            return ChangeFinding("unknown", (_uncovered(coverage.problems),))
        loose = self._tail.unexplained(coverage.signed_end)
        if loose:
            return ChangeFinding("not_permitted", loose)
        total = self._pdf.reader.xrefs.total_revisions
        steps = [self._step(number, permissions) for number in range(coverage.revision + 1, total)]
        return _conclude(steps, permissions)

    def _step(self, revision: int, permissions: Permissions) -> _Step:
        key = revision, permissions.level is not None, repr(permissions.fields)
        if key not in self._steps:
            self._steps[key] = self._judge(revision, permissions)
        return self._steps[key]

    def _judge(self, revision: int, permissions: Permissions) -> _Step:
        reader = self._pdf.reader
        log: Log = []
        try:
            old = reader.get_historical_resolver(revision - 1)
            new = reader.get_historical_resolver(revision)
            result = _policy(log).apply(old, new, field_mdp_spec=permissions.fields, doc_mdp=permissions.level)
            return _Step(result.modification_level, tuple(log))
        except SuspiciousModification as error:
            return _Step(ModificationLevel.OTHER, tuple(log), str(error))
        except PdfStrictReadError:
            raise
        except PARSE_ERRORS as error:
            return _Step(ModificationLevel.OTHER, tuple(log), f"{type(error).__name__}: {error}", unsure=True)


def _policy(log: Log) -> StandardDiffPolicy:
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
        ],
        form_rule=FormRule(
            [FormObserver(log), SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()]
        ),
        reject_object_freeing=False,
    )


def _conclude(steps: list[_Step], permissions: Permissions) -> ChangeFinding:
    changes: list[Change] = []
    for step in steps:
        if step.refusal is not None:
            changes += [_refused(step.refusal)]
            return ChangeFinding("unknown" if step.unsure else "not_permitted", tuple(changes))
        changes += step.changes
    level = max((step.level for step in steps), default=ModificationLevel.NONE)
    if permissions.problem is not None:
        return ChangeFinding("unknown", (*changes, _refused(permissions.problem)))
    if permissions.level is not None and level.value > permissions.level.value:
        return ChangeFinding("not_permitted", tuple(_forbid(change, permissions.level) for change in changes))
    if level == ModificationLevel.NONE:
        return ChangeFinding("none")
    return ChangeFinding("permitted", tuple(changes))


def _forbid(change: Change, level: MDPPerm) -> Change:
    vi = f"{change.message}: chữ ký chứng thực không cho phép (DocMDP {level.value})"
    en = f"{change.message_en}: the certification does not permit it (DocMDP {level.value})"
    return replace(change, permitted=False, message=vi, message_en=en)


def _refused(reason: str) -> Change:
    return Change(
        "not_explained",
        False,
        "Nội dung tệp đã bị sửa sau khi ký, ngoài những thay đổi được phép",
        f"The file was changed after signing beyond what is permitted: {reason[:400]}",
    )


def _uncovered(problems: tuple[str, ...]) -> Change:
    detail = "; ".join(problems) or "the signed stretch is not a whole revision"
    return Change(
        "not_covered",
        False,
        "Chữ ký không phủ trọn phần tệp mà nó phải bảo vệ",
        f"The signature does not cover all it should: {detail}",
    )
