"""A dossier held against the rule of its procedure (thành phần chữ ký của hồ sơ). Pure: reports in, findings out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from typing import Literal

from signatures.report import SignatureReport, SignatureResult
from signatures.roles import folded, role_of
from signatures.rules import RoleRule, RuleError, SignerRule
from signatures.tax_code import normal_tax_code

State = Literal["present", "missing", "wrong_role", "broken", "unproven", "wrong_order"]
Outcome = Literal["complete", "incomplete", "pending"]

WORST: tuple[State, ...] = ("broken", "missing", "wrong_role", "wrong_order", "unproven", "present")
WORDS: dict[State, tuple[str, str]] = {
    "present": ("đã ký, hợp lệ", "signed and valid"),
    "missing": ("chưa ký", "not signed"),
    "wrong_role": ("có người khác ký thay vì người phải ký", "signed by somebody else"),
    "broken": ("đã ký nhưng chữ ký không còn giá trị", "signed, but the signature does not hold"),
    "unproven": ("đã ký, còn phải kiểm tra chứng thư", "signed, the certificate is still to be checked"),
    "wrong_order": ("đã ký nhưng sai thứ tự", "signed in the wrong order"),
}


@dataclass(frozen=True, slots=True)
class DossierFile:
    """One file of a dossier with the report on its signatures."""

    name: str
    sha256: str
    report: SignatureReport


@dataclass(frozen=True, slots=True)
class FileFinding:
    """How one role stands in one file."""

    file: str
    state: State
    field: str | None = None
    signer: str | None = None
    reason: str = ""
    reason_en: str = ""


@dataclass(frozen=True, slots=True)
class RoleFinding:
    """How one role stands in the dossier."""

    role: str
    name: str
    name_en: str
    state: State
    files: tuple[FileFinding, ...]

    @property
    def message(self) -> str:
        """`Người sử dụng lao động: đã ký, hợp lệ`."""
        return f"{self.name}: {WORDS[self.state][0]}"

    @property
    def message_en(self) -> str:
        """The same in English."""
        return f"{self.name_en}: {WORDS[self.state][1]}"


@dataclass(frozen=True, slots=True)
class DossierFinding:
    """The conclusion on a dossier; `complete` only where every role is wholly met."""

    procedure: str
    outcome: Outcome
    roles: tuple[RoleFinding, ...]
    message: str
    message_en: str
    legal_basis: tuple[str, ...] = ()


def check_dossier(rule: SignerRule, files: Sequence[DossierFile], facts: Mapping[str, str]) -> DossierFinding:
    """Hold a dossier's files against a rule. Raises `RuleError` when a fact the rule needs is not given."""
    for fact, told in rule.facts.items():
        if not facts.get(fact):
            raise RuleError(f"chưa nhập {told[:1].lower()}{told[1:]} ({fact}) / the fact {fact!r} is missing")
    roles = tuple(_check_role(rule, role, files, facts) for role in rule.roles)
    states = {finding.state for finding in roles}
    if states == {"present"} and files:
        message, message_en, outcome = rule.complete, rule.complete_en, "complete"
    else:
        open_roles = [finding for finding in roles if finding.state != "present"]
        outcome = "pending" if states <= {"present", "unproven"} and files else "incomplete"
        message = "Chưa đủ điều kiện: " + "; ".join(item.message for item in open_roles)
        message_en = "Not complete: " + "; ".join(item.message_en for item in open_roles)
    return DossierFinding(rule.procedure, outcome, roles, message, message_en, rule.legal_basis)  # type: ignore[arg-type]


def _check_role(
    rule: SignerRule, role: RoleRule, files: Sequence[DossierFile], facts: Mapping[str, str]
) -> RoleFinding:
    wanted = [item for item in files if any(fnmatch(item.name, pattern) for pattern in role.documents)]
    findings = tuple(_check_file(rule, role, item, facts) for item in wanted)
    ranks = [WORST.index(item.state) for item in findings]
    best_or_worst = max if role.covers == "any" else min
    state = WORST[best_or_worst(ranks)] if ranks else "missing"
    return RoleFinding(role.id, role.name, role.name_en, state, findings)


def _check_file(rule: SignerRule, role: RoleRule, file: DossierFile, facts: Mapping[str, str]) -> FileFinding:
    signed = [item for item in file.report.signatures if item.kind == "signature" and item.status != "empty"]
    mine = [(index, item) for index, item in enumerate(signed) if _matches(role, item, facts)]
    if not mine:
        strangers = [item for item in signed if not any(_matches(other, item, facts) for other in rule.roles)]
        state: State = "wrong_role" if strangers else "missing"
        return FileFinding(file.name, state, signer=_name(strangers[0]) if strangers else None)
    graded = [(_grade(file.report, item), index, item) for index, item in mine]
    state, index, best = max(graded, key=lambda grade: WORST.index(grade[0]))
    if state == "present" and not _in_order(rule, role, signed, index, facts):
        state = "wrong_order"
    return FileFinding(file.name, state, best.field, _name(best), best.explanation, best.explanation_en)


def _grade(report: SignatureReport, item: SignatureResult) -> State:
    """Only a signature that passed counts; one that is intact and merely open is unproven."""
    if item.integrity != "intact" or item.coverage == "partial" or item.later_changes not in {"none", "permitted"}:
        return "broken"
    if item.indication == "TOTAL_FAILED" or report.integrity in {"broken", "changed"}:
        return "broken"
    return "present" if item.indication == "TOTAL_PASSED" else "unproven"


def _matches(role: RoleRule, item: SignatureResult, facts: Mapping[str, str]) -> bool:
    signer = item.signer
    if signer is None:
        return False
    if role.identifier is not None:
        expected = role.identifier.value or facts.get(role.identifier.fact or "", "")
        if not _same_code(role.identifier.kind, signer.identifiers.get(role.identifier.kind, ""), expected):
            return False
    if role.signer is not None and role_of(signer) != role.signer:
        return False
    words = folded(f"{signer.common_name or ''} {signer.organization or ''}")
    return not role.names or any(folded(name) in words for name in role.names)


def _same_code(kind: str, found: str, expected: str) -> bool:
    if kind == "MST":
        found, expected = normal_tax_code(found), normal_tax_code(expected)
    return bool(expected) and found == expected


def _in_order(
    rule: SignerRule, role: RoleRule, signed: list[SignatureResult], index: int, facts: Mapping[str, str]
) -> bool:
    """Whether every role that must sign before has signed before, where it signed in this file at all."""
    for other in rule.roles:
        if other.id in role.after:
            places = [place for place, item in enumerate(signed) if _matches(other, item, facts)]
            if places and min(places) > index:
                return False
    return True


def _name(item: SignatureResult) -> str | None:
    return item.signer.common_name if item.signer is not None else None
