"""What a dispatch says: fields, legal references, anomalies. Pure: text in, values out.

find_citations(text)             every reference of a text, with its span
read_dispatch(text)              the fields, references and findings of one dispatch
read_dispatches(text)            the same for each dispatch of a bundle
resolve_citations(found, lookup) which works of a collection the references mean
annotate(text, found, mark)      the text with the references marked
"""

from extract.annotate import annotate
from extract.bundle import read_dispatches
from extract.citation import Citation
from extract.citations import OwnDocument, find_citations
from extract.dispatch import Dispatch
from extract.one_dispatch import read_dispatch
from extract.resolve import Resolution, resolve_citations
from extract.span import Span
from extract.text import Text, text_of_pages, text_of_string

__all__ = [
    "Citation",
    "Dispatch",
    "OwnDocument",
    "Resolution",
    "Span",
    "Text",
    "annotate",
    "find_citations",
    "read_dispatch",
    "read_dispatches",
    "resolve_citations",
    "text_of_pages",
    "text_of_string",
]
