"""Rows that are elsewhere are recognized in any spelling."""

from __future__ import annotations

import pytest

from aptcheck.catalog.elsewhere import has_rows_elsewhere

REMOTE = '<VOTABLE><DATA><BINARY><STREAM href="http://127.0.0.2/rows"/></BINARY></DATA></VOTABLE>'
HIDDEN = """<!DOCTYPE VOTABLE [<!ENTITY rows '&#60;STR&#69;AM href="file:///etc/passwd"/>'>]>
<VOTABLE>&rows;</VOTABLE>"""


@pytest.mark.parametrize(
    "document",
    [
        REMOTE.encode(),
        REMOTE.encode("utf-16"),
        ("\ufeff" + REMOTE).encode("utf-16-be"),
        REMOTE.replace("STREAM", "v:STREAM").encode(),
        REMOTE.replace(" href", "\n\thref").encode(),
        b" " * 100 + REMOTE.encode() + b"<broken",
        HIDDEN.encode(),
    ],
)
def test_a_stream_with_an_href_is_elsewhere(document: bytes) -> None:
    assert has_rows_elsewhere(document)


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"\xff\xd8\xff\xe0\x00 a picture",
        REMOTE.replace(' href="http://127.0.0.2/rows"', ' encoding="base64"').encode(),
        b"<VOTABLE><!-- <STREAM href='x'/> --><TD>STREAM href</TD></VOTABLE>",
        b"<VOTABLE><broken>" + REMOTE.encode()[:20],
        b'<?xml version="1.0" encoding="nonsense"?><STREAM href="x"/>',
    ],
)
def test_rows_in_the_document_itself_are_not(document: bytes) -> None:
    assert not has_rows_elsewhere(document)
