"""Detached signatures find the files they sign: in a folder, in a container, by name, digest and stem."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes

from corpus.reading import Reading
from ingest.archives import find_members
from ingest.intake import find_files
from ingest.options import ReadOptions
from ingest.pairing import Candidate, find_content
from ingest.protocol import Inner
from ingest.read import read_file
from ingest.through import read_each
from signatures.report import SignedContent
from signatures.trust import TrustStore
from tests.signatures.bare_files import cms, detached_xml
from tests.signatures.paper import make_pdf
from tests.signatures.pki import NOW, make_pki

PKI = make_pki()
FIRM = PKI.firm()
TRUST = TrustStore.of([PKI.root.der], [PKI.ca.der], crls=[PKI.crl(), PKI.root_crl()])
PDF = make_pdf()
OTHER = make_pdf([["Văn bản khác"]])
P7S = cms(FIRM, PDF, detached=True)
OPTIONS = ReadOptions(ocr=False)


class InThisProcess:
    """Readers without processes; counts how often a container is unpacked."""

    workers = 1

    def __init__(self) -> None:
        self.unpacked = 0

    def read(
        self,
        original: bytes | Path,
        name: str,
        path: str | None = None,
        options: ReadOptions = OPTIONS,
        *,
        now: datetime | None = None,
        at: datetime | None = None,
        contents: tuple[bytes | Path | None, ...] = (),
    ) -> Reading:
        """As the child does it."""
        signed = [content.read_bytes() if isinstance(content, Path) else content for content in contents]
        data = original.read_bytes() if isinstance(original, Path) else original
        assert now is not None
        return read_file(data, name, path=path, trust=TRUST, now=now, at=at, options=options, contents=signed)

    def members(
        self, original: bytes | Path, name: str, path: str, options: ReadOptions, take: Callable[[Inner], None]
    ) -> None:
        """As the child does it."""
        self.unpacked += 1
        data = original.read_bytes() if isinstance(original, Path) else original
        for member in find_members(data, name, path, options):
            take(Inner(member.name, member.path, member.data))


def read_all(folder: Path, readers: InThisProcess | None = None) -> dict[str, Reading]:
    """Every reading by the last part of its path."""
    found = read_each(readers or InThisProcess(), find_files([folder]), OPTIONS, NOW + timedelta(days=1), NOW)
    return {reading.source.path.removeprefix(f"{folder}/"): reading for reading in found}


def verdict(reading: Reading) -> tuple[str | None, str | None]:
    """Problem and integrity."""
    return reading.problem and reading.problem.type, reading.signatures and reading.signatures.integrity


def put(folder: Path, **files: bytes) -> None:
    """Write files; a double underscore stands for a full stop."""
    for name, data in files.items():
        (folder / name.replace("__", ".")).write_bytes(data)


def test_a_signature_beside_its_file_is_judged(tmp_path: Path) -> None:
    """By full name, by stem, and by digest whatever the file is called."""
    put(tmp_path, a__pdf=PDF, a__pdf__p7s=P7S)
    (tmp_path / "b").mkdir()
    put(tmp_path / "b", b__pdf=PDF, b__p7s=P7S)
    (tmp_path / "c").mkdir()
    put(tmp_path / "c", van_ban__pdf=PDF, khac__pdf=OTHER, chu_ky__p7s=P7S)
    found = read_all(tmp_path)
    for name in ("a.pdf.p7s", "b/b.p7s", "c/chu_ky.p7s"):
        assert verdict(found[name]) == (None, "intact"), name
        report = found[name].signatures
        assert report is not None
        assert report.contents[0].sha256 == hashlib.sha256(PDF).hexdigest()


def test_a_changed_file_is_told_and_no_other_takes_its_place(tmp_path: Path) -> None:
    """The name claims it; that the true file lies there, too, under another name, does not help."""
    put(tmp_path, a__pdf=OTHER, a__pdf__p7s=P7S, ban_goc__pdf=PDF)
    assert verdict(read_all(tmp_path)["a.pdf.p7s"]) == (None, "broken")


def test_without_its_file_the_signature_is_returned(tmp_path: Path) -> None:
    """With what is sought."""
    put(tmp_path, a__p7s=P7S, x__pdf=OTHER, y__pdf=OTHER)
    found = read_all(tmp_path)["a.p7s"]
    assert verdict(found) == ("signed_file_missing", "unreadable")
    assert found.problem is not None
    assert hashlib.sha256(PDF).hexdigest() in (found.problem.detail or "")


@pytest.mark.parametrize(("digest", "unpacked"), [(hashes.SHA256(), 2), (hashes.SHA512(), 3)])
def test_a_signature_and_its_file_in_one_zip(tmp_path: Path, digest: hashes.HashAlgorithm, unpacked: int) -> None:
    """Matched among the members; the zip is unpacked once more for the bytes, and once for digests not yet known."""
    signature = cms(FIRM, PDF, detached=True, digest=digest)
    with zipfile.ZipFile(tmp_path / "lo.zip", "w") as archive:
        for name, data in {"ky/a.p7s": signature, "b.pdf": PDF, "c.pdf": OTHER, "d.pdf.p7s": P7S}.items():
            archive.writestr(name, data)
    readers = InThisProcess()
    found = read_all(tmp_path, readers)
    assert [verdict(found[f"lo.zip!{name}"]) for name in ("ky/a.p7s", "d.pdf.p7s")] == [(None, "intact")] * 2
    assert readers.unpacked == unpacked
    assert list(found) == ["lo.zip", *(f"lo.zip!{name}" for name in ("ky/a.p7s", "b.pdf", "c.pdf", "d.pdf.p7s"))]


def test_a_container_of_associated_signatures(tmp_path: Path) -> None:
    """ASiC-E (ETSI EN 319 162-1): an XML signature in META-INF names files from the root of the zip."""
    signature = detached_xml(FIRM, {"a.pdf": PDF, "phu-luc/b.pdf": OTHER})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in {"META-INF/signatures.xml": signature, "a.pdf": PDF, "phu-luc/b.pdf": OTHER}.items():
            archive.writestr(name, data)
    (tmp_path / "ho-so.asice").write_bytes(out.getvalue())
    found = read_all(tmp_path)["ho-so.asice!META-INF/signatures.xml"]
    assert verdict(found) == (None, "intact")
    assert found.signatures is not None
    assert not found.signatures.lacks_content


def test_the_file_inside_a_cms_is_read_in_its_own_right(tmp_path: Path) -> None:
    """`.p7m`: the signature judged, the content a member, named by what the CMS is called or by what it is."""
    put(tmp_path, a__pdf__p7m=cms(FIRM, PDF, detached=False), b__p7m=cms(FIRM, OTHER, detached=False))
    found = read_all(tmp_path)
    assert list(found) == ["a.pdf.p7m", "a.pdf.p7m!a.pdf", "b.p7m", "b.p7m!b.pdf"]
    assert verdict(found["a.pdf.p7m"]) == (None, "intact")
    assert found["a.pdf.p7m!a.pdf"].source.sha256 == hashlib.sha256(PDF).hexdigest()
    report = found["b.p7m"].signatures
    assert report is not None
    assert (report.contents[0].inside, report.contents[0].sha256) == (True, hashlib.sha256(OTHER).hexdigest())


def test_cms_within_cms_is_bounded(tmp_path: Path) -> None:
    """As deep as the limits allow, then refused."""
    data = PDF
    for _ in range(7):
        data = cms(FIRM, data, detached=False)
    put(tmp_path, a__p7m=data)
    problems = [reading.problem.type for reading in read_all(tmp_path).values() if reading.problem]
    assert problems == ["archive_bomb"]


@pytest.mark.parametrize(
    ("signature", "beside", "expected"),
    [
        ("a.pdf.p7s", ["a.pdf", "b.pdf"], "a.pdf"),
        ("a.p7s", ["a.pdf", "a.docx"], None),  # which of the two?
        ("a.p7s", ["a.pdf", "a.p7s", "a.xml"], "a.pdf"),
        ("a.p7s", ["k/a.pdf"], None),
        ("k/a.pdf.p7s", ["a.pdf", "k/a.pdf"], "k/a.pdf"),
        ("chuky.p7s", ["a.pdf"], None),
    ],
)
def test_names_alone_lead_where_they_are_plain(signature: str, beside: list[str], expected: str | None) -> None:
    """For a signature that states no digest."""
    candidates = [Candidate(path, path, lambda algorithm: "") for path in beside]
    found = find_content(SignedContent({}), signature, candidates)
    assert (found and found.place) == expected


def test_a_digest_of_an_unknown_algorithm_matches_nothing() -> None:
    """Nor does a file that is gone."""

    def gone(algorithm: str) -> str:
        raise OSError(algorithm)

    def unknown(algorithm: str) -> str:
        return hashlib.new(algorithm).hexdigest()

    candidates = [Candidate("a", "a", gone), Candidate("b", "b", unknown)]
    assert find_content(SignedContent({"gost": "00"}), "k.p7s", candidates) is None
