"""A dossier to hand on (xuất hồ sơ): originals, what was read of them, signature reports, history, and a manifest.

ho-so.json, ho-so.xml                        the dossier, its checklist and history
phieu-kiem-tra-chu-ky.pdf                    the note on all signatures
van-ban/01/a.pdf                             the original
van-ban/01/thong-tin.json                    fields and citations as they stand now
van-ban/01/chu-ky.json, .xml, .pdf           the signature report, as ETSI TS 119 102-2 XML, and as a note
manifest.json, SHA256SUMS                    every file before them, with its SHA-256 (`sha256sum -c SHA256SUMS`)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from corpus.checklist import report_of
from corpus.components import Checklist
from corpus.document import DocumentSummary, DocumentView
from corpus.dossier import DossierView
from corpus.dossier_xml import to_xml
from corpus.originals import Originals
from corpus.reading import plain
from corpus.refusals import OriginalMissing
from corpus.zip_pieces import Part, ZipPieces, safe_name
from signatures.dossier import DossierFile, DossierFinding
from signatures.etsi_report import to_etsi_xml
from signatures.note import render_note

FORMAT = 1


@dataclass(frozen=True, slots=True)
class DossierPapers:
    """What goes into the zip: the dossier, its documents in order, and what the rules of its procedure say of it."""

    view: DossierView
    documents: tuple[DocumentSummary, ...]
    checklist: Checklist | None = None
    finding: DossierFinding | None = None
    refused: str | None = None
    """Why there is no finding, though there is a rule."""


def write_dossier(
    papers: DossierPapers, load: Callable[[str], DocumentView], originals: Originals, now: datetime
) -> Iterator[bytes]:
    """The zip in pieces; `OriginalMissing` before the first of them, where an original is lost."""
    for document in papers.documents:
        if not originals.has(document.sha256):
            raise OriginalMissing(document.sha256)
    made = ZipPieces(now)
    yield from made.add_json("ho-so.json", _dossier(papers))
    yield from made.add("ho-so.xml", to_xml(papers.view, papers.documents))
    files: list[DossierFile] = []
    for number, document in enumerate(papers.documents, 1):
        view = load(document.id)
        files.append(DossierFile(document.name, document.sha256, report_of(view.reading)))
        yield from _document(made, f"van-ban/{number:02}", view, files[-1], originals)
    if files:
        yield from made.add("phieu-kiem-tra-chu-ky.pdf", render_note(files, now=now, dossier=papers.finding))
    yield from _manifest(made, papers, now)
    yield from made.close()


def _document(
    made: ZipPieces, folder: str, view: DocumentView, file: DossierFile, originals: Originals
) -> Iterator[bytes]:
    summary = view.summary
    name = safe_name(summary.name)
    own = {"thong-tin.json", "chu-ky.json", "chu-ky.xml", "chu-ky.pdf"}
    path = f"{folder}/{name if name.casefold() not in own else f'goc-{name}'}"
    yield from made.add_original(path, originals.open(summary.sha256), summary.sha256)
    told: dict[str, Any] = {name: value for name, value in view.reading.items() if name != "signatures"}
    told |= {"document": plain(summary), "resolved_citations": plain(view.citations)}
    yield from made.add_json(f"{folder}/thong-tin.json", told)
    yield from made.add_json(f"{folder}/chu-ky.json", view.reading.get("signatures"))
    if file.report.signatures:
        at = summary.registered_at
        xml = to_etsi_xml(file.report, sha256=summary.sha256, validated_at=at)
        yield from made.add(f"{folder}/chu-ky.xml", xml)
        yield from made.add(f"{folder}/chu-ky.pdf", render_note([file], now=at))


def _dossier(papers: DossierPapers) -> dict[str, Any]:
    view, checklist = papers.view, papers.checklist
    return {
        "dossier": plain(view.dossier),
        "status_code": view.code_of_state,
        "documents": plain(view.members),
        "steps": plain(view.steps),
        "checklist": plain(checklist),
        "complete": checklist.complete if checklist else None,
        "signature_check": plain(papers.finding),
        "signature_check_refused": papers.refused,
    }


def _manifest(made: ZipPieces, papers: DossierPapers, now: datetime) -> Iterator[bytes]:
    files = list(made.parts)
    dossier = papers.view.dossier
    told = {"format": FORMAT, "dossier_id": dossier.id, "code": dossier.code, "made_at": now.isoformat()}
    yield from made.add_json("manifest.json", told | {"files": plain(files)})
    yield from made.add("SHA256SUMS", _sums(made.parts).encode())


def _sums(parts: Sequence[Part]) -> str:
    """As `sha256sum` writes them."""
    return "".join(f"{part.sha256}  {part.path}\n" for part in parts)
