"""Values and new elements as XML, as APT writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from aptcheck.edit import Element
from aptcheck.errors import UnwritableEdit

__all__ = ["attribute_markup", "attribute_value", "element_markup", "text_markup"]

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: A parser turns carriage returns into newlines, so these are escaped.
_IN_TEXT: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
#: A parser turns these into blanks in attributes.
_IN_ATTRIBUTE: Final = {**_IN_TEXT, "\n": "&#10;", "\t": "&#9;"}
_QUOTES: Final = {b'"': "&quot;", b"'": "&apos;"}


def text_markup(value: str) -> bytes:
    """Return a text as written between tags.

    Raises
    ------
    UnwritableEdit
        If it contains a character that XML cannot represent.
    """
    return _escaped(value, _IN_TEXT)


def attribute_value(value: str, quote: bytes = b'"') -> bytes:
    """Return the value of an attribute as written between quotes.

    Raises
    ------
    UnwritableEdit
        If it contains a character that XML cannot represent.
    """
    return _escaped(value, {**_IN_ATTRIBUTE, quote.decode(): _QUOTES[quote]})


def attribute_markup(name: str, value: str) -> bytes:
    """Return a new attribute with a blank before it.

    Raises
    ------
    UnwritableEdit
        If the name is invalid, or the value contains a character that XML cannot represent.
    """
    return b" " + _checked(name) + b'="' + attribute_value(value) + b'"'


def element_markup(element: Element, prefix: bytes, line: bytes, deeper: bytes) -> bytes:
    """Return a new element.

    Parameters
    ----------
    element : Element
    prefix : bytes
        Of its namespace, with the colon; empty for none.
    line : bytes
        Newline and indentation before the element; empty where a file is not broken into
        lines.
    deeper : bytes
        The additional indentation for each level.

    Raises
    ------
    UnwritableEdit
        If a name is invalid, or a value contains a character that XML cannot represent.
    """
    tag = prefix + _checked(element.name)
    start = tag + b"".join(attribute_markup(*pair) for pair in element.attributes)
    if element.children:
        inner = line + deeper if line else b""
        content = b"".join(
            inner + element_markup(child, prefix, inner, deeper) for child in element.children
        )
        return b"<" + start + b">" + content + line + b"</" + tag + b">"
    if element.attributes and not element.text:
        return b"<" + start + b"/>"
    return b"<" + start + b">" + text_markup(element.text) + b"</" + tag + b">"


def _checked(name: str) -> bytes:
    if not _NAME.fullmatch(name):
        raise UnwritableEdit(f"APT has no field called {name[:100]!r}.")
    return name.encode()


def _escaped(value: str, references: Mapping[str, str]) -> bytes:
    if _FORBIDDEN.search(value):
        raise UnwritableEdit(
            f"A correction would write {value[:100]!r}, which has a character that no APT file "
            "can hold."
        )
    escapes = {ord(character): reference for character, reference in references.items()}
    return value.translate(escapes).encode("utf-8")
