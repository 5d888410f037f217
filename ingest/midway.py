"""What is known before a reading ends (kết quả giữa chừng): its signatures are judged first.

A file may be made to bring its reader down. What was judged by then is handed out at once, so that it outlives the
process that found it.
"""

from __future__ import annotations

from collections.abc import Callable

from signatures.report import Notice, SignatureReport, SignatureResult


def _unheard(report: SignatureReport) -> None:
    """Outside a worker process nobody asks."""


UNJUDGED = (
    "Chưa kiểm tra được chữ ký vì tiến trình đọc không làm xong tệp này; không kết luận gì về chữ ký.",
    "The signatures were not judged, as the process that read the file did not finish; nothing is said of them.",
)
_keeper: Callable[[SignatureReport], None] = _unheard


def tell(report: SignatureReport) -> None:
    """The verdict on the signatures of the file in hand; its text is still to be read."""
    _keeper(report)


def report_to(keeper: Callable[[SignatureReport], None]) -> None:
    """From now on `keeper` hears of verdicts; a worker process calls this once."""
    global _keeper  # one process, one keeper
    _keeper = keeper


def unjudged(cause: str, told: tuple[SignatureResult, ...] = ()) -> SignatureReport:
    """The report of a file whose signatures could not be judged to the end; `cause` is the type of its problem, `told`
    are the places in its bytes that look like signatures.
    """
    return SignatureReport("unreadable", "unreadable", told, (Notice(cause, *UNJUDGED),))
