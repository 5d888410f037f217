"""What an XML signature covers (phạm vi ký): its references, within the document and to other files."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree

from signatures.report import Coverage, SignedContent
from signatures.xades import is_qualifying

DS = "http://www.w3.org/2000/09/xmldsig#"
SIGNATURE = f"{{{DS}}}Signature"
OBJECT = f"{{{DS}}}Object"
ID_NAMES = ("Id", "ID", "id")
"""In the order in which signxml looks for them."""
BASE64 = f"{DS}base64"
TRANSFORMS = frozenset(
    {
        f"{DS}enveloped-signature",
        BASE64,
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
        "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
        "http://www.w3.org/2006/12/xml-c14n11",
        "http://www.w3.org/2006/12/xml-c14n11#WithComments",
        "http://www.w3.org/2001/10/xml-exc-c14n#",
        "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    }
)
"""Those that signxml applies; it passes over all others in silence."""
HARMLESS = ("{http://www.w3.org/XML/1998/namespace}", "{http://www.w3.org/2001/XMLSchema-instance}")
PLAIN = frozenset({*ID_NAMES, "version", "Version"})


def references_of(signature: Any) -> list[Any]:
    """The `Reference` elements of its SignedInfo."""
    return list(signature.findall(f"{{{DS}}}SignedInfo/{{{DS}}}Reference"))


def is_external(reference: Any) -> bool:
    """Whether it means another file."""
    uri = reference.get("URI")
    return bool(uri) and not uri.startswith("#")


def transforms_of(reference: Any) -> list[str]:
    """Algorithms of its transforms, in order."""
    return [item.get("Algorithm", "") for item in reference.findall(f"{{{DS}}}Transforms/{{{DS}}}Transform")]


def signed_files(signatures: Iterable[Any]) -> dict[str, SignedContent]:
    """The other files that signatures refer to, by URI, each once."""
    found: dict[str, SignedContent] = {}
    for signature in signatures:
        for reference in references_of(signature):
            if is_external(reference):
                uri = reference.get("URI")
                found.setdefault(uri, SignedContent(_digests(reference), name=_file_name(uri)))
    return found


def resolve_file(uri: str, references: Iterable[Any], given: Mapping[str, bytes]) -> Any:
    """What a reference to a file stands for: its bytes, or its root element where a transform wants one."""
    data = given.get(uri)
    wants_xml = any(transforms_of(item) for item in references if item.get("URI") == uri)
    if data is None or not wants_xml:
        return data
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def coverage_of(root: Any, signature: Any) -> Coverage:
    """Whole file, where nothing that says something stands outside of what is referenced, signatures aside."""
    if any(_splits_text(comment) for comment in root.iter(etree.Comment)):
        return "partial"
    covered: set[Any] = set()
    for reference in references_of(signature):
        uri = reference.get("URI") or ""
        if is_external(reference) or BASE64 in transforms_of(reference):
            continue
        if uri == "":
            return "whole_file"
        covered.update(_meant(root, uri.lstrip("#")))
    return "partial" if _says_more(root, covered, signature) else "whole_file"


def _splits_text(comment: Any) -> bool:
    """Whether a comment, which no digest sees, parts a text in two: some readers take the first half for the whole."""
    before, parent = comment.getprevious(), comment.getparent()
    head = before.tail if before is not None else parent.text if parent is not None else None
    return bool((head or "").strip() and (comment.tail or "").strip())


def _meant(root: Any, name: str) -> list[Any]:
    """The element signxml resolves the name to; none where it is ambiguous."""
    for attribute in ID_NAMES:
        found = root.xpath(f"//*[@*[local-name() = '{attribute}']=$name]", name=name)
        if found:
            return found if len(found) == 1 else []
    return []


def _says_more(element: Any, covered: set[Any], signature: Any) -> bool:
    """Whether an element outside of `covered` holds text or attributes of its own, or has such a child."""
    if element in covered or not isinstance(element.tag, str):
        return False
    if element.tag == SIGNATURE:
        objects = element.findall(OBJECT) if element is signature else []
        return any(_says_more(item, covered, signature) for item in objects if not is_qualifying(item))
    own = (element.text or "").strip() or any((kid.tail or "").strip() for kid in element)
    return (
        bool(own)
        or any(not name.startswith(HARMLESS) and name not in PLAIN for name in element.attrib)
        or any(_says_more(kid, covered, signature) for kid in element)
    )


def _digests(reference: Any) -> dict[str, str]:
    """Of the bytes of the file; none where transforms come between."""
    method, value = reference.find(f"{{{DS}}}DigestMethod"), reference.find(f"{{{DS}}}DigestValue")
    if transforms_of(reference) or method is None or value is None:
        return {}
    name = method.get("Algorithm", "").rpartition("#")[2].replace("-", "_")
    try:
        return {name: base64.b64decode("".join((value.text or "").split())).hex()}
    except binascii.Error:
        return {}


def _file_name(uri: str) -> str:
    return unquote(urlsplit(uri).path).replace("\\", "/").removeprefix("./")
