"""What kind of XML a file begins as: seen in its first bytes, without a parser."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from aptcheck.apt.bounds import MAX_MANIFEST
from aptcheck.apt.source import file_head

__all__ = ["PROPOSAL", "is_other_xml", "root_name"]

#: The root element of a proposal.
PROPOSAL: Final = "JwstProposal"
_ENCODINGS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
#: What may stand before the root element, but for a document type.
_PROLOG: Final = (("<?", "?>"), ("<!--", "-->"))
_SPACE = re.compile(r"\s*")
_DOCTYPE: Final = "<!DOCTYPE"
_NAME = re.compile(r"(?:<|<!DOCTYPE\s+)(?:[^\W\d][\w.-]*:)?([^\W\d][\w.-]*)[\s/>\[]")


def is_other_xml(path: Path) -> bool:
    """Whether a file begins as XML of another kind than a proposal: its root element is another.

    What does not show its root element within the first 64 kB, or cannot be read, is none.
    """
    return root_name(file_head(path, MAX_MANIFEST)) not in {None, PROPOSAL}


def root_name(head: bytes) -> str | None:
    """Return the name of the root element, without its prefix; None where none is to be seen.

    With a document type it is the name in that, but a hostile proposal need not keep to it: what
    names a proposal anywhere is one.
    """
    encoding = next((name for start, name in _ENCODINGS if head.startswith(start)), "utf-8")
    text = head.decode(encoding, "replace")
    at = _after_space(text, 0)
    while ending := next((end for start, end in _PROLOG if text.startswith(start, at)), None):
        end = text.find(ending, at)
        if end < 0:
            return None
        at = _after_space(text, end + len(ending))
    name = _NAME.match(text, at)
    if text.startswith(_DOCTYPE, at) and PROPOSAL in text:
        return PROPOSAL
    return None if name is None else name[1]


def _after_space(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return at if found is None else found.end()
