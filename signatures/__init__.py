"""Whether a signature holds: integrity, later changes, trust, each with its reasons. Pure: bytes in, verdicts out.

Doors: `verify.verify` (PDF), `any_file.verify_any` (PDF, CMS, XML), `trust.load_trust_store`, `trust_files` (keeping
the trust folder), `rules.load_rules` and `dossier.check_dossier` (who must have signed), `note.render_note` (the
printable note), `etsi_report.to_etsi_xml`. Values: `report`. Rules of judgement: `policy`.
"""
