"""A diff of the changed places, which other programs can apply."""

from __future__ import annotations

import difflib
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aptcheck.apt import Splice, unified
from aptcheck.apt.splices import settled, spliced
from aptcheck.edit import SetField
from tests.apt.proposals_to_edit import PAIR, Opened

GIT = shutil.which("git")
NAME = "p.xml"


def applied(old: bytes, diff: str, folder: Path) -> bytes:
    """Return what git makes of a file and a diff."""
    if GIT is None:
        pytest.skip("git is not installed")
    (folder / NAME).write_bytes(old)
    done = subprocess.run(
        [GIT, "-c", "core.autocrlf=false", "apply", "--whitespace=nowarn", "-"],
        input=diff.encode(),
        cwd=folder,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return (folder / NAME).read_bytes()


def diff_of(old: bytes, *splices: Splice) -> tuple[str, bytes]:
    chosen = settled(old, splices)
    return unified(old, chosen, f"a/{NAME}", f"b/{NAME}"), spliced(old, chosen)


LINES = b"".join(b"line %d\n" % n for n in range(40))


@pytest.mark.parametrize("end", [b"\n", b"", b"\r\n", b"\xc3\xa9"])
@pytest.mark.parametrize(
    "places",
    [
        [(0, 0, b"new\n")],
        [(0, 7, b"")],
        [(3, 5, b"x"), (20, 22, b"y"), (250, 251, b"\n\n")],
        [(100, 100, b"a\nb\nc\n"), (101, 102, b""), (160, 240, b"")],
        [(0, 290, b"")],
        [(0, 290, b"x")],
        [(283, None, b"x\n")],
        [(283, None, b"x")],
        [(280, 290, "é🔭\r\n".encode())],
    ],
)
def test_git_applies_it(
    tmp_path: Path, end: bytes, places: list[tuple[int, int | None, bytes]]
) -> None:
    old = LINES.removesuffix(b"\n") + end
    splices = [Splice(s, len(old) if e is None else e, r) for s, e, r in places]
    diff, new = diff_of(old, *splices)
    assert applied(old, diff, tmp_path) == new


def test_it_looks_like_any_other_diff() -> None:
    diff, new = diff_of(LINES, Splice(0, 4, b"LINE"), Splice(150, 150, b"x"), Splice(200, 201, b""))
    expected = difflib.unified_diff(
        LINES.decode().splitlines(keepends=True),
        new.decode().splitlines(keepends=True),
        f"a/{NAME}",
        f"b/{NAME}",
    )
    assert diff == "".join(expected)


def test_lines_without_changes_between_them_are_one_block() -> None:
    old = b"a\nb\nc\n"
    diff, _ = diff_of(old, Splice(0, 1, b"x"), Splice(2, 3, b"y"))
    assert diff.splitlines()[2:] == ["@@ -1,3 +1,3 @@", "-a", "-b", "+x", "+y", " c"]


def test_no_change_gives_no_diff() -> None:
    assert unified(LINES, (), "a", "b") == ""
    assert diff_of(LINES, Splice(1, 2, b"i"))[0] == ""


def test_a_line_may_be_long(tmp_path: Path) -> None:
    old = b"a\n" + b"x" * 50_000 + b"\nb"
    diff, new = diff_of(old, Splice(30_000, 30_001, b"y"))
    assert len(diff) < 110_000
    assert applied(old, diff, tmp_path) == new


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("a/p.xml", "a/p.xml"),
        ("a/p q.xml", "a/p q.xml\t"),
        ('a/"\\\t\n.xml', '"a/\\"\\\\\\t\\n.xml"'),
        ("a/é\x1b.xml", '"a/\\303\\251\\033.xml"'),
    ],
)
def test_git_can_read_the_names(name: str, label: str, tmp_path: Path) -> None:
    new_name = "b" + name[1:]
    diff = unified(LINES, [Splice(0, 1, b"L")], name, new_name)
    assert diff.startswith(f"--- {label}\n")
    if GIT is None or any(c in name for c in '\\"'):
        return
    (tmp_path / name[2:]).write_bytes(LINES)
    subprocess.run([GIT, "apply", "-"], input=diff.encode(), cwd=tmp_path, check=True)
    assert (tmp_path / name[2:]).read_bytes() == b"L" + LINES[1:]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_edit_as_a_diff(tmp_path: Path, newline: str) -> None:
    opened = Opened(PAIR.replace("\n", newline))
    part = opened.part("Observation")
    done = opened.edited(SetField(part, "Label", "x"), SetField(part, "Comments", "é"))
    diff = unified(done.old_xml, done.splices, f"a/{NAME}", f"b/{NAME}")
    assert [line for line in diff.split("\n") if line[:1] in {"+", "-"}][2:] == [
        f"-                <Label>NGC-1 science</Label>{newline[:-1]}",
        f"+                <Label>x</Label>{newline[:-1]}",
        f"+                <Comments>é</Comments>{newline[:-1]}",
    ]
    assert applied(done.old_xml, diff, tmp_path) == done.xml


@st.composite
def changes(draw: st.DrawFn) -> tuple[bytes, list[Splice]]:
    old = draw(st.text("ab\n", max_size=80).map(lambda text: text.replace("b", "é\r").encode()))
    cuts = st.integers(0, len(old)).filter(lambda at: at == len(old) or old[at] & 0xC0 != 0x80)
    points = sorted(draw(st.lists(cuts, max_size=8, unique=True)))
    new = st.text("xa\n", max_size=6).map(str.encode)
    pairs = zip(points[::2], points[1::2], strict=False)
    return old, [Splice(start, end, draw(new)) for start, end in pairs]


NO_NEWLINE = b"\n\\ No newline at end of file\n"


def lines_of(content: bytes) -> list[bytes]:
    return [line for line in re.split(rb"(?<=\n)", content) if line]


def patched(old: bytes, diff: str) -> bytes:
    """Apply a diff strictly, checking every line."""
    lines, out, at = lines_of(old), [], 0
    # A mark replaces the newline that a line lacks.
    for whole in lines_of(diff.encode().replace(NO_NEWLINE, b"\0\n"))[2:]:
        mark, text = whole[:1], whole[1:].removesuffix(b"\0\n")
        if mark == b"@":
            first, _, count = whole.split(b" ")[1][1:].partition(b",")
            start = int(first) - (count != b"0")
            out += lines[at:start]
            at = start
            continue
        if mark in b" -":
            assert lines[at] == text
            at += 1
        if mark in b" +":
            out.append(text)
    return b"".join((*out, *lines[at:]))


@settings(max_examples=300)
@given(changes())
def test_applying_it_gives_the_new_file(given_: tuple[bytes, list[Splice]]) -> None:
    old, splices = given_
    diff, new = diff_of(old, *splices)
    assert patched(old, diff) == new if diff else old == new
