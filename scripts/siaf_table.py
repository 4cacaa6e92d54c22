"""Write the MIRI apertures that aptcheck needs from the SIAF carried by pysiaf.

Run with the extra `oracle` installed:  python scripts/siaf_table.py
"""

from __future__ import annotations

import csv
from pathlib import Path

import pysiaf

TABLE = Path(__file__).parents[1] / "aptcheck" / "observatory" / "data" / "siaf-miri.csv"
NAMES = [
    *(f"MIRIFU_CHANNEL{channel}{band}" for channel in "1234" for band in "ABC"),
    "MIRIM_FULL",
    "MIRIM_ILLUM",
]
CORNERS = [f"{axis}{corner}" for axis in ("V2_", "V3_") for corner in "1234"]


def row(aperture: pysiaf.Aperture) -> list[str]:
    """Return one line of the table; the corners are the Ideal vertices carried to V2, V3."""
    v2, v3 = aperture.idl_to_tel(
        [getattr(aperture, f"XIdlVert{corner}") for corner in "1234"],
        [getattr(aperture, f"YIdlVert{corner}") for corner in "1234"],
    )
    numbers = [aperture.V2Ref, aperture.V3Ref, aperture.V3IdlYAngle, aperture.VIdlParity, *v2, *v3]
    return [aperture.AperName, *(f"{number:.6f}".rstrip("0").rstrip(".") for number in numbers)]


def main() -> None:
    """Write the table and name the SIAF it came from."""
    siaf = pysiaf.Siaf("MIRI")
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["AperName", "V2Ref", "V3Ref", "V3IdlYAngle", "VIdlParity", *CORNERS])
        writer.writerows(row(siaf[name]) for name in NAMES)
    print(f"{TABLE.name}: {len(NAMES)} apertures of {pysiaf.JWST_PRD_VERSION}")


if __name__ == "__main__":
    main()
