"""The association generator of the `jwst` package, run offline on pools."""

from __future__ import annotations

import re
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.oracle.pools import Attached, Row, pool_text

RULES = Path(__file__).with_name("level2_rules.py")


def associations(programs: Mapping[int, Sequence[Row]]) -> list[dict[str, object]]:
    """Run the generator once over all programs; ids that start with `a` are left out."""
    from jwst.associations.main import Main

    ids = sorted({c for rows in programs.values() for row in rows for c, _ in row.candidates})
    with tempfile.TemporaryDirectory() as folder:
        pool = Path(folder, "pool.csv")
        pool.write_text(pool_text(programs), encoding="utf-8")
        made = Main.cli(
            ["--dry-run", "--ignore-default", "-r", str(RULES), str(pool), "-i", *ids]
        ).associations
    return [association.data for association in made]


def attached(programs: Mapping[int, Sequence[Row]]) -> dict[int, Attached]:
    """Return for each program what the generator attaches to its MRS exposures at level 2."""
    result: dict[int, Attached] = {program: {} for program in programs}
    for association in associations(programs):
        if association["asn_type"] != "spec2":
            continue
        for product in association["products"]:
            roles: dict[str, list[tuple[int, Row]]] = defaultdict(list)
            for member in product["members"]:
                roles[member["exptype"]].append(_row(member["expname"], programs))
            for program, science in roles["science"]:
                skies = {row.observation for _, row in roles["background"]}
                if skies and science.exposure_type == "MIR_MRS":
                    key = (science.observation, science.setting)
                    known = result[program].get(key, frozenset())
                    result[program][key] = known | skies
    return result


def _row(name: str, programs: Mapping[int, Sequence[Row]]) -> tuple[int, Row]:
    found = re.match(r"jw(\d{5})\d{6}_\d{5}_(\d{5})_", name)
    assert found, name
    program = int(found[1])
    return program, programs[program][int(found[2])]
