"""A firm's tax code (mã số thuế), in one form."""

from __future__ import annotations

import re


def normal_tax_code(text: str) -> str:
    """`0312345678001`, `0312345678-001` and `MST 0312345678` in one form: ten digits, a dash, the branch."""
    digits = re.sub(r"\D", "", text)
    return f"{digits[:10]}-{digits[10:]}" if len(digits) == 13 else digits
