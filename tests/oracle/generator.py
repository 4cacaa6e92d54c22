"""The association generator of the `jwst` package, run offline on a pool."""

from __future__ import annotations

import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from aptcheck.mode_names import ModeName
from tests.oracle.pool_text import place_of, pool_text
from tests.oracle.pools import Attached, Row

RULES = Path(__file__).with_name("level2_rules.py")


def associations(
    rows: Sequence[Row],
    *,
    every_level: bool = False,
    candidates: Collection[str] = (),
    operational: bool = False,
) -> list[dict[str, Any]]:
    """Run the generator on some candidates of a pool, or on all.

    It takes about 0.05 s per row; in one pool, twice as many rows take more than twice the time.

    Parameters
    ----------
    rows : sequence of Row
    every_level : bool
        Level 2 only takes half the time.
    candidates : collection of str
        All unless given.
    operational : bool
        In the mode of the ground system.
    """
    from jwst.associations.main import Main

    if not rows:
        return []
    wanted = candidates or sorted({candidate for row in rows for candidate, _ in row.candidates})
    options = [] if every_level else ["--ignore-default", "--rules", str(RULES)]
    options += ["--DMS"] if operational else []
    with tempfile.TemporaryDirectory() as folder:
        pool = Path(folder, "pool.csv")
        pool.write_text(pool_text(rows), encoding="utf-8")
        made = Main.cli(["--dry-run", *options, str(pool), "--ids", *wanted]).associations
    return [association.data for association in made]


#: The exposure types of each mode.
EXPOSURE_TYPES: Mapping[ModeName, Collection[str]] = {
    "miri-mrs": {"MIR_MRS"},
    "miri-imaging": {"MIR_IMAGE"},
    "miri-coronagraphy": {"MIR_4QPM", "MIR_LYOT"},
    "miri-lrs-slit": {"MIR_LRS-FIXEDSLIT"},
    "miri-lrs-slitless": {"MIR_LRS-SLITLESS"},
    "nirspec-ifu": {"NRS_IFU"},
    "nirspec-fs": {"NRS_FIXEDSLIT"},
}


def attached(rows: Sequence[Row], mode: ModeName = "miri-mrs") -> Attached:
    """Return which observations the generator attaches to the exposures of a mode at level 2.

    Without an observation's own nods, and nothing for a time series: the step skips what is
    attached to one.
    """
    return attached_by(associations(rows), rows, mode)


def attached_by(made: Iterable[Mapping[str, Any]], rows: Sequence[Row], mode: ModeName) -> Attached:
    """Return the same from associations of the pool."""
    # images in parallel with MRS spectra are not imaging
    beside = {row.observation for row in rows if row.exposure_type == "MIR_MRS"}
    wanted = EXPOSURE_TYPES[mode]
    result: Attached = {}
    for product in (product for association in made for product in association["products"]):
        roles: dict[str, list[Row]] = defaultdict(list)
        for member in product["members"]:
            roles[member["exptype"]].append(rows[place_of(member["expname"])])
        for science in roles["science"]:
            skies = frozenset(row.observation for row in roles["background"])
            skies -= {science.observation}
            other = mode == "miri-imaging" and science.observation in beside
            if skies and science.exposure_type in wanted and not (science.time_series or other):
                key = (science.observation, science.setting)
                result[key] = result.get(key, frozenset()) | skies
    return result
