"""`verify` against plain pyHanko validation of the same files and anchors, by processor time.

Plain is what pyHanko's own documentation shows: a lenient reader, one validation context, every embedded signature with
the standard difference policy. Ours lists, explains, draws and warns beside that. Files: composed and signed here, one
to 24 signatures, with and without stamps; the reference files where they are at hand.
"""

from __future__ import annotations

import logging
import os
import statistics
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko_certvalidator import ValidationContext

from signatures.trust import TrustStore, load_trust_store
from signatures.verify import verify
from tests.signatures.paper import LINES, make_pdf
from tests.signatures.pki import NOW, SIGNED_AT, make_pki, sign_pdf, timestamp_pdf

ROUNDS = 7
AIM = 1.3
"""Times plain pyHanko that a file may take."""
SHARED = Path(os.environ.get("VANTHU_SHARED", "../shared"))


def main() -> None:
    """Print the ratio for each file, that of all together, and which files take longer than they may."""
    logging.disable(logging.CRITICAL)
    pki = make_pki()
    own = TrustStore.of([pki.root.der], [pki.ca.der])
    cases = [(name, data, own) for name, data in composed_files().items()]
    if (SHARED / "trust").is_dir():
        store = load_trust_store(SHARED / "trust")
        cases += [(path.name, path.read_bytes(), store) for path in sorted((SHARED / "samples" / "pdf").glob("*.pdf"))]
    total = [0.0, 0.0]
    beyond: list[str] = []
    for name, data, store in cases:
        if not (count := plain(data, store)):
            continue
        a, b = _medians(lambda: plain(data, store), lambda: verify(data, trust=store, now=NOW))  # noqa: B023
        beyond += [f"{name[:44]} {b / a:.2f}"] if b > AIM * a else []
        total[0], total[1] = total[0] + a, total[1] + b
        print(f"{name[:44]:44} {count:2} signatures  plain {a:6.3f} s  ours {b:6.3f} s  ratio {b / a:5.2f}")
    print(
        f"{'all':44}                plain {total[0]:6.3f} s  ours {total[1]:6.3f} s  ratio {total[1] / total[0]:5.2f}"
    )
    print(f"beyond {AIM} times: {'; '.join(beyond) or 'none'}")


def composed_files() -> dict[str, bytes]:
    """Our own signed files, by what is special about them."""
    pki = make_pki()
    page, pages = make_pdf(), make_pdf([LINES * 8] * 12)
    agency, firm = pki.agency(), pki.firm()
    one = sign_pdf(pages, agency, timestamper=pki.timestamper(SIGNED_AT))
    many = page
    for number in range(24):
        box = (40 + 180 * (number % 3), 60 + 60 * (number // 3), 200 + 180 * (number % 3), 100 + 60 * (number // 3))
        many = sign_pdf(many, (agency, firm)[number % 2], field=f"S{number}", box=box)
    return {
        "one page, one signature": sign_pdf(page, agency),
        "twelve pages, one signature": one,
        "twelve pages, two signatures": sign_pdf(one, firm, field="S2", box=(300, 60, 500, 120)),
        "twelve pages, archived": timestamp_pdf(one, pki.timestamper(NOW)),
        "one page, 24 stamps": many,
    }


def plain(data: bytes, store: TrustStore) -> int:
    """How many signatures pyHanko's own door opens."""
    try:
        reader = PdfFileReader(BytesIO(data), strict=False)
        signatures = reader.embedded_signatures
    except PdfError:
        return 0
    for item in signatures:
        context = ValidationContext(
            trust_roots=store.anchors("signature"), other_certs=store.intermediates(), moment=NOW, weak_hash_algos=set()
        )
        check = validate_pdf_timestamp if item.sig_object_type == "/DocTimeStamp" else validate_pdf_signature
        try:
            check(item, context)
        except SignatureValidationError:
            continue
    return len(signatures)


def _medians(*works: Callable[[], object]) -> list[float]:
    """Processor time of each work; rounds alternate, so that whatever else the machine does falls on all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [statistics.median(taken) for taken in times]


if __name__ == "__main__":
    main()
