"""Legal references (viện dẫn): `find_citations` and what it needs to know of the citing document."""

from extract.citations.find import find_citations
from extract.citations.own import OwnDocument

__all__ = ["OwnDocument", "find_citations"]
