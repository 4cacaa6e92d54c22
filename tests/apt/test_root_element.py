"""The kind of XML in a file, seen in its first bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aptcheck.apt import is_other_xml
from aptcheck.testing import pair
from tests.posix import posix

JUNIT = '<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="aptcheck"/>'


def other(tmp_path: Path, content: bytes | str) -> bool:
    path = tmp_path / "some.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return is_other_xml(path)


@pytest.mark.parametrize(
    "content",
    [
        JUNIT,
        "<project><modelVersion/></project>",
        "<html>",
        "<!DOCTYPE html>\n<html></html>",
        '<!DOCTYPE plist PUBLIC "-//A" "http://a">\n<plist/>',
        "  \n<!-- a --><?b c?>\n<!-- <JwstProposal> -->\n<x:suite x:a='b'>",
        '<HSTProposal schemaVersion="1"/>',
        JUNIT.encode("utf-8-sig"),
        JUNIT.encode("utf-16"),
        JUNIT.encode("utf-16-le"),
        "\ufeff<suite/>".encode("utf-16-be"),
        "<Étude/>",
        "<JwstProposals/>",
        f"<suite>{'x' * 100_000}</suite>",
    ],
)
def test_another_root_element_is_other_xml(tmp_path: Path, content: bytes | str) -> None:
    assert other(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [
        pair().xml,
        pair().xml[:700],
        pair().aptx(),
        b"\xef\xbb\xbf" + pair().xml,
        pair().xml.decode().encode("utf-16"),
        "<JwstProposal",
        "<JwstProposal>" + "<a>" * 1000,
        "<apt:JwstProposal xmlns:apt='http://www.stsci.edu/JWST/APT'/>",
        "<!DOCTYPE b [<!ENTITY a 'aa'>]><JwstProposal>&a;</JwstProposal>",
        b"",
        b"   ",
        "no XML at all",
        bytes(range(256)),
        "<",
        "<?xml version='1.0'",
        "<!-- never closed <suite>",
        "<suite",
        f"<!-- {'x' * 100_000} --><suite/>",
    ],
)
def test_a_proposal_or_unreadable_text_is_not_other_xml(
    tmp_path: Path, content: bytes | str
) -> None:
    assert not other(tmp_path, content)


@pytest.mark.parametrize("part", ["<??>", "<!---->", "<!DOCTYPE ", "<a:", "<!-- ", "<", " "])
def test_a_hostile_beginning_is_read_quickly(tmp_path: Path, part: str) -> None:
    assert not other(tmp_path, part * 100_000)


@posix
def test_anything_but_a_file_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.xml")
    (tmp_path / "loop.xml").symlink_to("loop.xml")
    for name in ("pipe.xml", "loop.xml", "gone.xml", "."):
        assert not is_other_xml(tmp_path / name)
