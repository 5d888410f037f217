"""Verbs of dossiers and authority (hồ sơ, thẩm quyền)."""

from __future__ import annotations

from datetime import date
from typing import Any

from corpus import authority, dossier, register
from corpus.authority import Action, Authority, Permission
from corpus.checklist import check_signers
from corpus.dossier import Dossier, DossierView
from corpus.paging import Page
from corpus.state import State
from corpus.verbs.statuses import StatusVerbs
from signatures.dossier import DossierFinding
from signatures.rules import SignerRule


class DossierVerbs(StatusVerbs):
    """See `corpus.corpus.Corpus`."""

    def open_dossier(
        self,
        title: str,
        by: str,
        *,
        code: str | None = None,
        procedure: str | None = None,
        office: str = "",
        due_on: date | None = None,
        facts: dict[str, Any] | None = None,
    ) -> DossierView:
        """A new dossier; with a dossier code, every document that shows it is in it, and later ones join."""
        values: dict[str, Any] = {"title": title, "code": code, "procedure": procedure, "office": office}
        values |= {"due_on": due_on, "facts": facts or {}}
        return self.database.transact(lambda c: dossier.open_dossier(c, values, by, self.clock()))

    def dossier(self, dossier_id: str) -> DossierView:
        """One dossier by id or code, with its documents and history."""
        with self.database.read() as connection:
            return dossier.view_dossier(connection, dossier_id)

    def dossiers(
        self, state: State | None = None, *, overdue: bool = False, cursor: str | None = None, limit: int = 50
    ) -> Page[Dossier]:
        """Dossiers, newest first; with `overdue`, those open past their deadline."""
        today = self.clock().astimezone(register.VIETNAM).date() if overdue else None
        with self.database.read() as connection:
            return dossier.list_dossiers(connection, state, today, cursor, limit)

    def move_dossier(
        self, dossier_id: str, state: State, by: str, note: str | None = None, version: int | None = None
    ) -> DossierView:
        """Take a step (see `corpus.state`); `Conflict` where there is none."""
        return self.database.transact(lambda c: dossier.move(c, dossier_id, state, by, note, version, self.clock()))

    def chase_dossier(self, dossier_id: str, by: str, note: str | None = None) -> DossierView:
        """Đôn đốc."""
        return self.database.transact(lambda c: dossier.chase(c, dossier_id, by, note, self.clock()))

    def add_to_dossier(self, dossier_id: str, document_id: str, by: str, component: str | None = None) -> DossierView:
        """Put a document in by hand, or say which component it is."""
        return self.database.transact(
            lambda c: dossier.add_document(c, dossier_id, document_id, component, by, self.clock())
        )

    def check_dossier(self, dossier_id: str, rule: SignerRule) -> DossierFinding:
        """Whether everybody signed who had to, by the rule of the procedure (see `signatures.rules`)."""
        with self.database.read() as connection:
            return check_signers(connection, dossier.view_dossier(connection, dossier_id), rule)

    def grant_authority(
        self,
        person: str,
        action: Action,
        decision: str,
        by: str,
        *,
        valid_from: date,
        valid_to: date | None = None,
        procedure: str | None = None,
        position: str | None = None,
        organization: str | None = None,
    ) -> Authority:
        """Who may `process` or `sign`, from when to when, by which decision."""
        values = {"person": person, "action": action, "decision": decision, "valid_from": valid_from}
        values |= {"valid_to": valid_to, "procedure": procedure, "position": position, "organization": organization}
        return self.database.transact(lambda c: authority.grant(c, values, by, self.clock()))

    def revoke_authority(self, authority_id: str, last_day: date, by: str) -> Authority:
        """End a grant after a day."""
        return self.database.transact(lambda c: authority.revoke(c, authority_id, last_day, by, self.clock()))

    def may(self, person: str, action: Action, on: date, procedure: str | None = None) -> Permission:
        """May this person do this, on that day?"""
        with self.database.read() as connection:
            return authority.may(connection, person, action, on, procedure)
