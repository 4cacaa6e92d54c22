"""Hostile files stay below one gigabyte, each read in a separate process."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from aptcheck.apt.bounds import MAX_EQUALS, MAX_FILE, MAX_TAGS

pytest.importorskip("resource", reason="peak memory is only known on POSIX")

LIMIT = 2**30
ROOT = Path(__file__).parents[2]

# Linux knows the peak of a program; ru_maxrss there includes that of the process that started it.
# Elsewhere it counts bytes on macOS, kilobytes on other systems.
SCRIPT = """
import resource, sys
from pathlib import Path
from aptcheck.apt import read_path
from aptcheck.errors import UnreadableProposal
try:
    read_path(sys.argv[1])
    print("read")
except UnreadableProposal as error:
    print("refused:", error.reason[:200])
status = Path("/proc/self/status")
if status.exists():
    (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
    print(int(peak.split()[1]) * 1024)
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(peak * (1 if sys.platform == "darwin" else 1024))
"""

APT = "http://www.stsci.edu/JWST/APT"
HEAD = f'<JwstProposal xmlns="{APT}" xmlns:m="{APT}/Template/MiriMRS">'
TAIL = "</JwstProposal>"
MRS = (
    "<DataRequests><Observation><Number>1</Number><Template><m:MiriMRS>",
    "</m:MiriMRS></Template></Observation></DataRequests>",
)


def within(text: str, *around: str) -> bytes:
    before, after = around or ("", "")
    return f"{HEAD}{before}{text}{after}{TAIL}".encode()


def zip_of_size(name: str, size: int) -> bytearray:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(name, "w") as member,
    ):
        for _ in range(size // 2**20):
            member.write(b" " * 2**20)
    return bytearray(out.getvalue())


def lying() -> bytes:
    data = zip_of_size("1.xml", 300 * 2**20)
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = data[22:26] = struct.pack("<I", 10**6)
    return bytes(data)


def crowded() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for n in range(50_000):
            archive.writestr(f"{n}", b"")
    return out.getvalue()


def doctype(levels: int) -> bytes:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    return f'<!DOCTYPE x [<!ENTITY e0 "ha">{entities}]>{HEAD}&e{levels - 1};{TAIL}'.encode()


REFUSED: dict[str, Callable[[], bytes]] = {
    "entities that multiply": lambda: doctype(12),
    "an archive of 300 MB": lambda: bytes(zip_of_size("1.xml", 300 * 2**20)),
    "an archive that hides its size": lying,
    "an archive of 50,000 members": crowded,
    "100,000 levels": lambda: b"<a>" * 100_000 + b"</a>" * 100_000,
    "a file of tags only": lambda: b"<" * MAX_FILE,
    "exposures without end": lambda: within(
        "<m:Exposure/>" * (MAX_TAGS - 20), MRS[0] + "<m:ExposureList>", "</m:ExposureList>" + MRS[1]
    ),
    "unknown fields without end": lambda: within(
        "".join(f"<m:x{n:0130d}/>" for n in range(MAX_TAGS - 20)), *MRS
    ),
    "visits without end": lambda: within(
        '<VisitStatus VisitId="x"/>' * (MAX_EQUALS // 2), "<VisitStatuses>", "</VisitStatuses>"
    ),
}
READ: dict[str, Callable[[], bytes]] = {
    "as many tags as are read": lambda: within("<abcdefghijklmnopqrstuvwxyz/>x" * (MAX_TAGS - 20)),
    "as many names as are read": lambda: within(
        "".join(f"<x{n:0130d}/>" for n in range(MAX_TAGS - 20))
    ),
    "as many attributes as are read": lambda: within(
        "<a " + " ".join(f"a{n}=''" for n in range(MAX_EQUALS - 20)) + "/>"
    ),
    "as much text as is read": lambda: within(f"<a>{'x' * 9_900_000}\U0001f600</a>" * 6),
    "a title of ten megabytes": lambda: within(f"<Title>{'x' * 9_900_000}\U0001f600</Title>"),
}


def ending(path: Path) -> tuple[str, int]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
        timeout=120,
    )
    words, peak = done.stdout.splitlines()
    return words, int(peak)


@pytest.mark.parametrize("case", REFUSED)
def test_a_hostile_file_is_refused_within_bounds(case: str, tmp_path: Path) -> None:
    path = tmp_path / "hostile.aptx"
    path.write_bytes(REFUSED[case]())
    words, peak = ending(path)
    assert words.startswith("refused:")
    assert peak < LIMIT


@pytest.mark.parametrize("case", READ)
def test_the_largest_readable_file_stays_within_bounds(case: str, tmp_path: Path) -> None:
    path = tmp_path / "large.xml"
    path.write_bytes(READ[case]())
    words, peak = ending(path)
    assert words == "read"
    assert peak < LIMIT
