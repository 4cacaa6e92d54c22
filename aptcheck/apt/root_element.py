"""The kind of XML in a file, read off its first bytes without a parser."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from aptcheck.apt.bounds import MAX_MANIFEST
from aptcheck.apt.source import file_head

__all__ = ["PROPOSAL", "has_document_type", "is_other_xml", "is_plain_proposal", "root_name"]

#: The root element of a proposal.
PROPOSAL: Final = "JwstProposal"
_ENCODINGS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
#: What may come before the root element: blanks, instructions and comments. At the end of a
#: pattern it never fails, so no text is scanned twice. (Python 3.11.0 to 3.11.4 get possessive
#: quantifiers over these alternatives wrong: github.com/python/cpython/issues/106052.)
_MISC: Final = r"(?:\s+|<\?.*?\?>|<!--.*?-->)*"
_DOCTYPE: Final = "<!DOCTYPE"
_PROLOG = re.compile(_MISC, re.DOTALL)
_BYTES_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?" + _MISC.encode(), re.DOTALL)
_NAME = re.compile(r"(?:<|<!DOCTYPE\s++)(?:[^\W\d][\w.-]*+:)?([^\W\d][\w.-]*+)[\s/>\[]")


def is_other_xml(path: Path) -> bool:
    """Whether a file begins as XML with another root element than that of a proposal.

    False where the first 64 kB do not show the root element, or it cannot be read.
    """
    return root_name(file_head(path, MAX_MANIFEST)) not in {None, PROPOSAL}


def root_name(head: bytes) -> str | None:
    """Return the name of the root element, without its prefix; None if it is not visible.

    With a document type it is the name given there, but a malicious file need not keep to it: a
    file that names a proposal anywhere counts as one.
    """
    text = _text(head)
    at = _end_of_prolog(text)
    name = _NAME.match(text, at)
    if text.startswith(_DOCTYPE, at) and PROPOSAL in text:
        return PROPOSAL
    return None if name is None else name[1]


def is_plain_proposal(head: bytes) -> bool:
    """Whether the root element is that of a proposal, without a document type."""
    text = _text(head)
    at = _end_of_prolog(text)
    name = _NAME.match(text, at)
    return name is not None and name[1] == PROPOSAL and not text.startswith(_DOCTYPE, at)


def has_document_type(xml: bytes) -> bool:
    """Whether XML declares a document type, where entities are defined.

    It can only do so before the root element: in a comment, an instruction or a CDATA section the
    same words are text, and anywhere else they are not well formed.
    """
    found = _BYTES_PROLOG.match(xml)
    return xml.startswith(_DOCTYPE.encode(), 0 if found is None else found.end())


def _text(head: bytes) -> str:
    encoding = next((name for start, name in _ENCODINGS if head.startswith(start)), "utf-8")
    return head.decode(encoding, "replace")


def _end_of_prolog(text: str) -> int:
    found = _PROLOG.match(text)
    return 0 if found is None else found.end()
