"""The dither of a NIRSpec IFU background as in the science: its type, and each row's checkbox.

Published files have three types: 4-POINT-NOD and 4-POINT-DITHER, which have no further fields, and
CYCLING with its size, starting point and number of points.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from aptcheck.edit import Remedy, Unwritten
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.parts import remove, set_field
from aptcheck.remedies.users import is_science_too, users_of
from aptcheck.wording import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Background
    from aptcheck.edit import Edit
    from aptcheck.model import IfuTemplate, Observation
    from aptcheck.modes.mode import Mode
    from aptcheck.modes.ramp import Setting

__all__ = ["pattern_as_science"]

_NONE: Final = "NONE"
_CYCLING: Final = "CYCLING"
_ALONE: Final = frozenset({"4-POINT-NOD", "4-POINT-DITHER"})
#: Its fields, with their names in the model.
_OF_CYCLING: Final = {
    "DitherSize": "dither_size",
    "StartingPoint": "starting_point",
    "NumberOfPoints": "number_of_points",
}
_UNSEEN: Final = "aptcheck does not know how a file stores Dither Type {}: set it in APT."


def pattern_as_science(
    background: Background, graph: Graph, wrong: AbstractSet[Setting]
) -> Remedy | Unwritten | None:
    """Return the remedy that dithers backgrounds like the science in some settings.

    None if a background is also science, if the science that uses the backgrounds has several
    patterns in one setting, or if two settings need patterns that do not fit into one form.
    """
    if is_science_too(background, graph):
        return None
    users = [one for one in users_of(background, graph) if not one.requirements.time_series]
    wanted = _wanted(graph.mode, users)
    edits: list[Edit | None] = []
    for sky in background.skies:
        if wrong.isdisjoint(ramp.setting for ramp in ramps_of([sky])):
            continue
        found = _edits(sky, wanted, wrong, users)
        if found is None or isinstance(found, Unwritten):
            return found
        edits += found
    return Remedy.of("unsafe", edits)


def _wanted(mode: Mode, users: Iterable[Observation]) -> dict[Setting, str | None]:
    """Return the pattern of the science in each setting, None if several or not known."""
    patterns: dict[Setting, set[str | None]] = defaultdict(set)
    for ramp in ramps_of(users):
        patterns[ramp.setting].add(mode.pattern_type(ramp))
    return {setting: one.pop() if len(one) == 1 else None for setting, one in patterns.items()}


def _edits(
    sky: Observation,
    wanted: Mapping[Setting, str | None],
    wrong: AbstractSet[Setting],
    users: Iterable[Observation],
) -> list[Edit | None] | Unwritten | None:
    """Return the edits of one background; None if one form cannot have what is needed."""
    form = sky.ifu
    rows = [(ramp, wanted[ramp.setting]) for ramp in ramps_of([sky]) if ramp.setting in wanted]
    asked = {pattern for ramp, pattern in rows if ramp.setting in wrong}
    types = asked - {_NONE}
    if form is None or None in asked or len(types) > 1:
        return None
    kind = next(iter(types), form.dither_type)
    edits: list[Edit | None] = []
    for ramp, pattern in rows:
        box = getattr(ramp.exposure, "dithered", None)
        if ramp.setting not in wrong:
            # exposures that already match the science must keep doing so
            if kind != form.dither_type and box is not False and pattern != kind:
                return None
            continue
        ticked = pattern != _NONE
        if box is None and not ticked:
            return None
        if box is not None and box != ticked:
            edits.append(set_field(ramp.exposure, "Dither", "true" if ticked else "false"))
    if kind == form.dither_type:
        return edits
    changed = _of_type(form, kind or _NONE, users)
    return [*changed, *edits] if isinstance(changed, list) else changed


def _of_type(
    form: IfuTemplate, kind: str, users: Iterable[Observation]
) -> list[Edit | None] | Unwritten | None:
    """Return the edits that give a form another Dither Type, with the fields it needs.

    Those of a cycling pattern are copied from the science; None if it lacks one of them.
    """
    known = _ALONE | {_CYCLING}
    if form.dither_type not in known or kind not in known:
        unseen = kind if kind not in known else form.dither_type
        return Unwritten(_UNSEEN.format(excerpt(unseen or _NONE)))
    edits: list[Edit | None] = [set_field(form, "DitherType", kind)]
    if kind != _CYCLING:
        return [*edits, *(remove(form, field) for field in _OF_CYCLING)]
    cycling = (one.ifu for one in users if one.ifu is not None and one.ifu.dither_type == kind)
    values = [getattr(science, name) for science in cycling for name in _OF_CYCLING.values()][:3]
    if None in values:
        return None
    fields = zip(_OF_CYCLING, values, strict=True)
    return [*edits, *(set_field(form, field, value) for field, value in fields)]
