"""Reading a large proposal compared with inflating and parsing it, in one process.

    python benchmarks/reading.py [FILE.aptx]

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

from lxml import etree

from aptcheck.apt import columns, read_bytes

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
LIMIT = 2.0


def made_up(megabytes: float = 17.6) -> bytes:
    """Return an archive whose XML is mostly planner text, like that of 1193."""
    window = "&lt;StVisitSchedulingWindows UpToDate=&quot;true&quot;/&gt; 1753076082000 1.0 "
    texts = (
        f'<ToolValue Name="Visit Planner:01193:001:{visit:03d}">{window * 500}</ToolValue>'
        for visit in range(round(megabytes * 1e6 / (len(window) * 500)))
    )
    xml = (
        '<JwstProposal xmlns="http://www.stsci.edu/JWST/APT" schemaVersion="52"><DataRequests>'
        f"<ObservationGroup><Observation><Number>1</Number><ToolData>{''.join(texts)}</ToolData>"
        "</Observation></ObservationGroup></DataRequests></JwstProposal>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("1193.xml", xml)
    return out.getvalue()


def inflated_and_parsed(data: bytes) -> int:
    """Do the minimum that any reader must; return the size of the XML."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith(".xml")]
        xml = archive.read(name)
    etree.fromstring(xml)
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
    """Print the ratios; return 1 if reading takes more than twice the minimum."""
    corpus = ROOT.parent / "shared" / "corpus" / "1193.aptx"
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else corpus
    data = path.read_bytes() if path.exists() else made_up()
    size = inflated_and_parsed(data)
    document = read_bytes(data, path.name)
    ordinals = [o.place.element for o in document.proposal.observations]
    wanted = [ordinal for ordinal in ordinals if ordinal is not None]
    least, read, located = best_of(
        lambda: inflated_and_parsed(data),
        lambda: read_bytes(data, path.name),
        lambda: columns(document, wanted),
    )
    print(f"{size / 1e6:.1f} MB of XML, {len(document.proposal.observations)} observations")
    print(f"inflate and parse      {1e3 * least:7.1f} ms   1.00")
    print(f"read                   {1e3 * read:7.1f} ms   {read / least:.2f}   (at most {LIMIT:g})")
    print(f"columns, when needed   {1e3 * located:7.1f} ms   {located / least:.2f}")
    return 0 if read <= LIMIT * least else 1


if __name__ == "__main__":
    sys.exit(main())
