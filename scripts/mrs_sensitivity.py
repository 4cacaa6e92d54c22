"""Write the worst limits of aptcheck/observatory/data/mrs-sensitivity.csv from the ETC's curves.

``python -m scripts.mrs_sensitivity`` writes the last two columns from the reference data beside the
checkout (``tests/shared.py``); ``--check`` fails if they are out of date. The other columns stay:
the medians date from when the calculator was read, and those of the curves must be within 1 % of
them (they are within 0.9 %), or nothing is written.

The worst limit is the largest of all wavelengths that the calculator gives for a sub-band, its
edges included. The last sample of a curve can be several times above its neighbour (2C at 9.99
micron, 3A at 13.47, 4B at 24.38), where the next sub-band, if observed, is deeper, and 4C extends
to 28.4 micron. None is left out; the column ``worst_um`` says where it is.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from tests.shared import ROOT, shared_folder

TABLE = ROOT / "aptcheck" / "observatory" / "data" / "mrs-sensitivity.csv"
GRATINGS = {"A": "short", "B": "medium", "C": "long"}
#: How much a median may differ from that of the curves, as a fraction.
TOLERANCE = 0.01

#: {"ch1-short": [(limit in microjansky, wavelength in micron), ...]}
Curves = dict[str, list[tuple[float, float]]]


def curves(path: Path) -> Curves:
    """Return the samples of each sub-band, in order of wavelength."""
    found: Curves = {}
    with path.open(encoding="ascii", newline="") as stream:
        for row in csv.DictReader(stream):
            limit = float(row["limit_10sigma_10ks_mjy"]) * 1000.0
            found.setdefault(row["band"], []).append((limit, float(row["wavelength_um"])))
    return found


def table(text: str, measured: Curves) -> str:
    """Return the text of the table with the worst limits of the curves.

    Raises
    ------
    ValueError
        A median differs from that of its curve.
    """
    return "".join(f"{line}\n" for line in _lines(text.splitlines(), measured))


def _lines(lines: list[str], measured: Curves) -> Iterator[str]:
    for line in lines:
        band, *fields = line.split(",")
        if line.startswith("#"):
            yield line
        elif band == "band":
            yield ",".join((band, *fields[:3], "worst_ujy", "worst_um"))
        else:
            samples = measured[f"ch{band[0]}-{GRATINGS[band[1]]}"]
            own = median(limit for limit, _ in samples)
            if abs(float(fields[2]) / own - 1.0) > TOLERANCE:
                raise ValueError(f"{band}: the median is {fields[2]}, that of the curve {own:.1f}")
            worst, where = max(samples)
            yield ",".join((band, *fields[:3], f"{worst:.0f}", f"{where:.2f}"))


def main() -> int:
    """Write or check."""
    path = shared_folder() / "data" / "mrs-sensitivity-etc5.1.csv"
    if not path.is_file():
        print(f"The reference data are not available: {path}.")
        return 2
    text = TABLE.read_text(encoding="ascii")
    made = table(text, curves(path))
    if "--check" not in sys.argv:
        TABLE.write_text(made, encoding="ascii", newline="\n")
    elif made != text:
        print(f"{TABLE.name} is out of date: run python -m scripts.mrs_sensitivity")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
