"""The association generator's result for a pool, in words short enough for a table.

At level 2 every science exposure becomes a product, here with its background members by
observation: ``2 x4`` are four exposures of observation 2, ``none`` no background at all, ``1 x3 + 2
x4`` its own nods and a sky. ``imprint 1 x1`` is a leakage calibration, ``sources`` a source
catalogue. ``or`` separates two products of one name, ``;`` different exposures.

At level 3 each line is one product: ``spec3 of 1 x4 with 2 x4`` is four exposures of observation 1,
with a master background of four of observation 2.

An observation of a target group has several targets: ``1/2`` is observation 1 at target 2.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.oracle.generator import associations
from tests.oracle.pool_text import file_name, place_of
from tests.oracle.pools import Row

__all__ = ["Made", "made"]


@dataclass(frozen=True, kw_only=True)
class Made:
    """The products of a pool.

    ``level2`` has the exposures by observation; by observation and setting, ``1 F770W``, where the
    settings of one differ. ``level3`` are the products of several observations, ``alone`` those of
    one. ``lost`` says, by level, whether a science exposure gets no background of another
    observation, or none is processed as science; at level 2 also whether one may get its nods
    instead. ``names`` are those of level 3.
    """

    level2: Mapping[str, str]
    level3: frozenset[str]
    alone: frozenset[str]
    lost: Mapping[int, bool]
    names: frozenset[str]


def made(rows: Sequence[Row]) -> Made:
    """Run the generator on a pool."""
    several_targets = _several_targets(rows)
    labels = [
        f"{row.observation}/{row.target}"
        if row.observation in several_targets
        else f"{row.observation}"
        for row in rows
    ]
    products: dict[int, list[str]] = defaultdict(list)
    level3: dict[bool, set[str]] = {True: set(), False: set()}
    combined, names = set(), set()
    for association in associations(rows, every_level=True):
        for product in association["products"]:
            roles = _roles(product["members"])
            if association["asn_type"].endswith("2"):
                (place,) = roles["science"]
                # the same for a candidate and for an observation
                assert file_name(place, rows[place]).startswith(product["name"])
                products[place].append(_members(roles, labels))
                continue
            names.add(product["name"])
            several = not association["asn_id"].startswith("o")
            level3[several].add(_line(association["asn_type"], roles, labels))
            if {labels[place] for place in roles["background"]} - {
                labels[place] for place in roles["science"]
            }:
                combined.update(roles["science"])
    science = [
        place
        for place, row in enumerate(rows)
        if not row.background and not row.imprint and not _is_direct(row, rows)
    ]
    ways = {place: " or ".join(sorted(set(products[place]))) or "no product" for place in science}
    return Made(
        level2=_level2(ways, rows, labels),
        level3=frozenset(level3[True]),
        alone=frozenset(level3[False]),
        lost={
            2: not all(_has_sky(ways[place], labels[place]) for place in science) or not science,
            3: not combined.issuperset(science) or not science,
        },
        names=frozenset(names),
    )


def _several_targets(rows: Iterable[Row]) -> set[int]:
    targets: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        targets[row.observation].add(row.target)
    return {number for number, own in targets.items() if len(own) > 1}


def _roles(members: Iterable[Mapping[str, Any]]) -> Mapping[str, list[int]]:
    """Return the places of the members in the pool; a source catalogue has none."""
    roles: dict[str, list[int]] = defaultdict(list)
    for member in members:
        if member["exptype"] in {"sourcecat", "direct_image", "segmap"}:
            roles["sources"] = [0]
        else:
            roles[member["exptype"]].append(place_of(member["expname"]))
    return roles


def _counted(places: Iterable[int], labels: Sequence[str]) -> str:
    counts = Counter(labels[place] for place in places)
    return " + ".join(f"{label} x{count}" for label, count in sorted(counts.items()))


def _members(roles: Mapping[str, list[int]], labels: Sequence[str]) -> str:
    said = [_counted(roles["background"], labels) or "none"]
    if roles["imprint"]:
        said.append(f"imprint {_counted(roles['imprint'], labels)}")
    if roles["sources"]:
        said.append("sources")
    return ", ".join(said)


def _line(kind: str, roles: Mapping[str, list[int]], labels: Sequence[str]) -> str:
    line = f"{kind} of {_counted(roles['science'], labels)}"
    if roles["psf"]:
        line += f" less {_counted(roles['psf'], labels)}"
    if roles["background"]:
        line += f" with {_counted(roles['background'], labels)}"
    return line


def _level2(ways: Mapping[int, str], rows: Sequence[Row], labels: Sequence[str]) -> dict[str, str]:
    """Group exposures: by observation, or by setting where these differ."""
    settings: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for place, way in ways.items():
        settings[labels[place]]["/".join(rows[place].setting)].add(way)
    found = {}
    for label, own in settings.items():
        texts = {setting: "; ".join(sorted(different)) for setting, different in own.items()}
        if len(set(texts.values())) == 1:
            found[label] = next(iter(texts.values()))
        else:
            found |= {f"{label} {setting}": text for setting, text in texts.items()}
    return found


def _has_sky(way: str, label: str) -> bool:
    skies = set(re.findall(r"(\S+) x\d+", way.partition(",")[0])) - {label}
    return bool(skies) and " or " not in way


def _is_direct(row: Row, rows: Sequence[Row]) -> bool:
    """Whether it is the direct image of slitless spectroscopy."""
    beside = {other.exposure_type for other in rows if other.observation == row.observation}
    return row.exposure_type.endswith("IMAGE") and any(kind.endswith("WFSS") for kind in beside)
