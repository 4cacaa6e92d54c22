"""Write the MRS dither table from a pattern file in the format of the project reference database.

miricoord's `makedither_mrs` writes the pattern file (`MiriMrsDithers.txt`): a pattern's name on its
own line, then `index dx dy` lines, then an empty line.

    python scripts/dither_table.py MiriMrsDithers.txt
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

TABLE = Path(__file__).parents[1] / "aptcheck" / "observatory" / "data" / "mrs-dithers.csv"
UNUSED = "SCAN-CALIBRATION"


def rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield pattern, index, dx and dy of each point."""
    pattern = ""
    for line in lines:
        fields = line.split()
        if len(fields) == 1:
            pattern = fields[0]
        elif fields and pattern != UNUSED:
            yield [pattern, *fields]


def main() -> None:
    """Write the table."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    with TABLE.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["Pattern", "Point", "XIdl", "YIdl"])
        writer.writerows(rows(lines))


if __name__ == "__main__":
    main()
