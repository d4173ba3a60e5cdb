"""The words of Web Annotations that are used, and Sorot's own beside them."""

from __future__ import annotations

from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

_OURS = "sorot:"
TEXT, META, ANNOTATORS, ANNOTATOR = (_OURS + one for one in ("text", "meta", "annotators", "annotator"))
RECORD, KIND, LABEL, ROLE, LINK, ATTRIBUTES = (
    _OURS + one for one in ("record", "kind", "label", "role", "link", "attributes")
)

# JSON values are kept as they are when the file is read as linked data.
OUR_CONTEXT: dict[str, Any] = {
    "sorot": "urn:sorot:ns#",
    META: {"@id": META, "@type": "@json"},
    ANNOTATORS: {"@id": ANNOTATORS, "@container": "@list"},
    ATTRIBUTES: {"@id": ATTRIBUTES, "@type": "@json"},
}
