"""Recognizes a VOTable whose rows are elsewhere: astropy would fetch them, from anywhere.

``<STREAM href="...">`` names a file or an address (VOTable 1.4, section 5.3.3). The reader opens it
outside any session and without a time limit, so a service could make it contact another host or
read a file on the user's disk.
"""

from __future__ import annotations

__all__ = ["has_rows_elsewhere"]

#: A document with such an element contains one of these: its name, a declaration that may hide it
#: in an entity, or the zeros of UTF-16.
_SUSPICIOUS = (b"STREAM", b"<!ENTITY", b"\0")
_PIECE = 1 << 20


def has_rows_elsewhere(document: bytes) -> bool:
    """Whether a document, as far as it is well formed, has a STREAM with an href."""
    from xml.parsers import expat

    if not any(mark in document for mark in _SUSPICIOUS):
        return False
    found = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal found
        if name.rpartition(":")[2] == "STREAM":
            found = found or any(key.rpartition(":")[2] == "href" for key in attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        for begin in range(0, len(document), _PIECE):
            parser.Parse(document[begin : begin + _PIECE], False)
            if found:
                break
    except (expat.ExpatError, ValueError, LookupError):
        pass  # its reader fails at the same place
    return found
