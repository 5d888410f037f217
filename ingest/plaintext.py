"""Text files (tệp văn bản thuần): the file's own text, not one code point changed."""

from __future__ import annotations

from ingest.problems import Damaged, UnsupportedType

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_string(data: bytes) -> str:
    """The text as written: UTF-8, UTF-16 with its mark, else Windows-1258 (old Vietnamese editors).

    Raises Damaged for an odd-length UTF-16 file, UnsupportedType for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Damaged(str(error)) from error
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1258")
    except UnicodeDecodeError as error:
        raise UnsupportedType("neither UTF-8, UTF-16 nor Windows-1258 text") from error
