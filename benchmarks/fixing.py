"""Correcting a large proposal compared with unpacking and packing its XML, in one process.

    python benchmarks/fixing.py [FILE.aptx]

Without a file, the largest published one in the reference data is used, if available, otherwise an
invented proposal of the same size.
"""

from __future__ import annotations

import io
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from aptcheck.apt import edited, read_bytes, unified
from aptcheck.edit import SetField
from aptcheck.engine.arguments import options_of
from aptcheck.tasks.fix import corrected
from aptcheck.testing import pair

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 7
LIMIT = 3.0


def made_up(megabytes: float = 17.6) -> bytes:
    """Return a pair whose background has different Ngroups; most of the text is the planner's."""
    head = "&lt;StVisitSchedulingWindows UpToDate=&quot;true&quot; StSchedulingPCF=&quot;"
    # Digits without a pattern: otherwise the archive would look like a zip bomb.
    digits = Random(1)
    texts: dict[int, list[str]] = {1: [], 2: []}
    size = 0
    while size < megabytes * 1e6:
        number = 1 + size % 2
        windows = " ".join(f"{digits.randrange(10**12)}000 1.0" for _ in range(2_000))
        name = f"Visit Planner:01234:{number:03d}:{len(texts[number]):03d}"
        texts[number].append(f'<ToolValue Name="{name}">{head}{windows}&quot;/&gt;</ToolValue>')
        size += len(texts[number][-1])
    stored = {number: f"<ToolData>{''.join(own)}</ToolData>" for number, own in texts.items()}
    document = pair(science={"raw": stored[1]}, sky={"raw": stored[2], "groups": 14})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr(document.name, document.xml)
    return out.getvalue()


def unpacked_and_packed(data: bytes) -> int:
    """Do the minimum that any writer must, at zlib's default level; return the size of the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".xml")]
        xml = archive.read(name)
    with zipfile.ZipFile(io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
    return len(xml)


def best_of(*works: Callable[[], object]) -> list[float]:
    """Return the shortest time of each in seconds; in turn, so that a busy machine slows all."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            start = time.perf_counter()
            work()
            best[index] = min(best[index], time.perf_counter() - start)
    return best


def main() -> int:
    """Print a table; return 1 if correcting takes more than three times the minimum."""
    corpus = ROOT.parent / "shared" / "corpus" / "1193.aptx"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus
    data = path.read_bytes() if path.exists() else made_up()
    size = unpacked_and_packed(data)
    document = read_bytes(data, path.name)
    observations = document.proposal.observations
    (part,) = [o.place.element for o in observations[:1] if o.place.element is not None]
    edits = [SetField(part, "Label", "another label")]
    stale = {observation.number for observation in observations}
    done = edited(document, edits, stale=stale)
    least, wrote, shown = best_of(
        lambda: unpacked_and_packed(data),
        lambda: edited(document, edits, stale=stale),
        lambda: unified(done.old_xml, done.splices, "a", "b"),
    )
    print(f"{size / 1e6:.1f} MB of XML, {len(observations)} observations, ", end="")
    print(f"{len(done.splices)} places changed\n")
    print("| what | ms | ratio | aim |")
    print("|---|---:|---:|---|")
    print(f"| unpack and pack the XML | {1e3 * least:.1f} | 1.00 | |")
    print(f"| correct, and read it back | {1e3 * wrote:.1f} | {wrote / least:.2f} | <= {LIMIT:g} |")
    print(f"| show as a diff | {1e3 * shown:.1f} | {shown / least:.2f} | |")
    whole = whole_command()
    print(f"| all of `aptcheck fix`, of a pair with as much | | {whole:.2f} | <= {LIMIT:g} |")
    return 0 if max(wrote / least, whole) <= LIMIT else 1


def whole_command() -> float:
    """Return how long reading, checking and correcting takes, as a multiple of the minimum."""
    data = made_up()
    options = options_of(catalog="none")
    with TemporaryDirectory() as folder:
        path = Path(folder, "pair.aptx")
        path.write_bytes(data)
        if not corrected(path, options).differs:
            raise SystemExit("nothing was fixed")
        least, whole = best_of(lambda: unpacked_and_packed(data), lambda: corrected(path, options))
    return whole / least


if __name__ == "__main__":
    sys.exit(main())
