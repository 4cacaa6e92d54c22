"""Files that are not proposals: one finding, one sentence, and the other files are judged."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from aptcheck.testing import pair
from tests.cli.running import run, spawn

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(
        b'<!ENTITY %c "&%c;&%c;&%c;&%c;&%c;&%c;&%c;&%c;">' % ((i + 1, *[i] * 8))
        for i in range(97, 107)
    )
    + b"]><JwstProposal>&k;</JwstProposal>"
)
OUTSIDE = (
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<JwstProposal xmlns="http://www.stsci.edu/JWST/APT">&e;</JwstProposal>'
)


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name.replace("__", "/"), data)
    return out.getvalue()


BAD = {
    "empty.aptx": b"",
    "truncated.aptx": zipped(x=pair().xml)[:200],
    "not-a-zip.aptx": b"PK\x03\x04 but nothing follows",
    "no-xml.aptx": zipped(readme=b"hello"),
    "bomb.xml": BOMB,
    "external.xml": OUTSIDE,
    "zip-bomb.aptx": zipped(**{"1234.xml": b" " * 300_000_000}),
    "climbing.aptx": zipped(**{"..__..__etc__1234.xml": pair().xml}),
    "deep.xml": b"<JwstProposal>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</JwstProposal>",
    "utf16.xml": pair().xml.decode().encode("utf-16"),
    "latin.xml": pair().xml.replace(b"UTF-8", b"ASCII", 1).replace(b"NGC", b"\xc9toile", 1),
    "garbage.xml": bytes(range(256)) * 40,
}
#: Other XML in a folder is not a mistake, but naming it is.
OTHER = {
    "hubble.xml": b'<HSTProposal schemaVersion="1"/>',
    "foreign.xml": b"<project><modelVersion/></project>",
}


def test_each_bad_file_is_one_finding_and_the_good_one_is_judged(tmp_path: Path) -> None:
    for name, data in (BAD | OTHER).items():
        (tmp_path / name).write_bytes(data)
    pair().write(tmp_path / "good.xml")
    named = (tmp_path / name for name in OTHER)
    done = spawn("check", tmp_path, *named, "--format", "json")
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    proposals = {Path(p["path"]).name: p for p in json.loads(done.stdout)["proposals"]}
    assert set(proposals) == {*BAD, *OTHER, "good.xml"}
    assert proposals["good.xml"]["verdict"] == "pass"
    for name in BAD | OTHER:
        (finding,) = proposals[name]["findings"]
        assert finding["code"] == "APT001", name
        assert finding["severity"] == "error"
        assert finding["message"].endswith("."), name
        assert "Error" not in finding["message"], finding["message"]
        outcomes = {line["outcome"] for line in proposals[name]["coverage"]}
        assert outcomes == {"finding", "not-checked"}, name


def test_other_xml_in_a_folder_is_not_a_bad_proposal(tmp_path: Path) -> None:
    for name, data in OTHER.items():
        (tmp_path / name).write_bytes(data)
    pair().write(tmp_path / "good.xml")
    done = spawn("check", tmp_path, "--format", "json")
    assert done.returncode == 0
    assert [Path(p["path"]).name for p in json.loads(done.stdout)["proposals"]] == ["good.xml"]


def test_a_bad_file_cannot_be_deselected_or_ignored(tmp_path: Path) -> None:
    (tmp_path / "empty.aptx").write_bytes(b"")
    done = spawn("check", tmp_path, "--ignore", "APT", "--select", "BKG")
    assert done.returncode == 1
    assert b"APT001" in done.stdout
    assert spawn("check", tmp_path, "--fail-on", "never").returncode == 0


@pytest.mark.parametrize("command", ["check", "baseline -o -", "textconv", "visibility"])
def test_an_unreadable_file_is_left_to_the_reader(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    # A file that cannot be read is a finding (APT001), not wrong usage that ends the run.
    good = pair().write(tmp_path / "good.xml")
    monkeypatch.setattr("click.types.os.access", lambda *_, **__: False)
    assert run(capsys, *command.split(), good).status == 0
