"""Whether a signature holds: integrity, later changes, trust, each with its reasons. Pure: bytes in, verdicts out."""
