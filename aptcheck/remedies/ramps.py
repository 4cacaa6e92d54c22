"""Readout and Ngroups of a background as in the science that it serves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.background.declared_elsewhere import declared_elsewhere
from aptcheck.edit import Remedy, Unwritten
from aptcheck.modes.mrs.settings import arm_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.observatory.readout import current_readout
from aptcheck.remedies.cost import exposure_cost
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.versions import CURRENT_READOUTS, version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.background.graph import Graph
    from aptcheck.background.roles import Background
    from aptcheck.edit import Edit
    from aptcheck.model import MrsExposure, Observation, Proposal
    from aptcheck.model.templates.mrs_gratings import Arm
    from aptcheck.modes.ramp import Ramp, Setting

__all__ = ["ONE_READOUT", "ramps_as_science", "readout_in", "renamed_readouts"]

#: Readout pattern and Ngroups.
_Depth: TypeAlias = tuple[str, int]
#: An exposure of an observation on one arm.
_Slot: TypeAlias = "tuple[int, int, Arm]"


ONE_READOUT = Unwritten(
    "Without Simultaneous Imaging both MRS detectors have one Readout Pattern; the science has two."
)
_DISAGREE = Unwritten(
    "The science of this sky has more ramps in one setting than the sky has exposures: add an "
    "exposure for each, best on a sky target of its own."
)


def readout_in(proposal: Proposal, readout: str | None) -> str | None:
    """Return a readout pattern as a proposal is to say it: by its present name where there is."""
    return current_readout(readout) if version(proposal) >= CURRENT_READOUTS else readout


def renamed_readouts(proposal: Proposal, exposure: MrsExposure) -> dict[str, str]:
    """Return {field: present name} for the readout patterns of an exposure that were renamed."""
    present = {
        "ReadoutPatternLong": exposure.readout_long,
        "ReadoutPatternShort": exposure.readout_short,
    }
    now = {field: readout_in(proposal, readout) for field, readout in present.items()}
    return {field: name for field, name in now.items() if name and name != present[field]}


def ramps_as_science(background: Background, graph: Graph) -> Remedy | Unwritten | None:
    """Return the remedy that gives each background exposure the ramp of its science.

    Safe where all science that uses these skies agrees. Where it does not, exposures that answer
    none of it get the ramps that most of it has; Unwritten where that leaves some of the background
    without. None where a sky is science too, a readout or Ngroups is not known, or in another mode
    than the MRS.
    """
    if graph.mode.name != "miri-mrs":
        return None
    if any(graph.science(sky.number) is not None for sky in background.skies):
        return None
    own = _wanted_depths((science.observation for science in background.sciences), graph.proposal)
    users = tuple(_users(background, graph))
    wanted = _wanted_depths(users, graph.proposal)
    slots: dict[_Slot, set[_Depth]] = {}
    for setting, depths in wanted.items():
        ramps = [ramp for ramp in ramps_of(background.skies) if ramp.setting == setting]
        if any(ramp.readout is None or ramp.groups is None for ramp in ramps):
            return None
        answering = [ramp for ramp in ramps if _depth(ramp) in depths]
        offered = {_depth(ramp) for ramp in answering}
        unmet = [depth for depth in depths if depth not in offered]
        idle = [ramp for ramp in ramps if ramp not in answering] if unmet else []
        for at, ramp in enumerate(idle):
            depth = unmet[min(at, len(unmet) - 1)]
            slots.setdefault(_slot(ramp), set()).add(depth)
            offered.add(depth)
        # what answers one setting stays, though its exposure is of others, too
        for ramp in answering:
            slots.setdefault(_slot(ramp), set()).add(_depth(ramp))
        # a grating that the sky does not take at all is another fault
        if ramps and not offered.issuperset(own.get(setting, ())):
            return _DISAGREE
    if any(len(depths) > 1 for depths in slots.values()):
        return _DISAGREE
    agreed = all(len(depths) == 1 for depths in wanted.values())
    return _remedy(
        background.skies,
        {slot: depths.pop() for slot, depths in slots.items()},
        tuple(_renamed(users, graph.proposal)),
        safe=agreed,
    )


def _renamed(sciences: Iterable[Observation], proposal: Proposal) -> Iterator[Edit | None]:
    """Yield the edits that give science its readout by the present name, as the sky gets it."""
    for science in sciences:
        for exposure in science.mrs.exposures if science.mrs is not None else ():
            for field, readout in renamed_readouts(proposal, exposure).items():
                yield set_field(exposure, field, readout)


def _users(background: Background, graph: Graph) -> Iterator[Observation]:
    """Yield the science that uses the skies, or will when it lists what it is linked with."""
    users = {science.number: science.observation for science in background.sciences}
    for sky in background.skies:
        users |= {science.number: science.observation for science in graph.users_of(sky)}
    for held in declared_elsewhere(graph):
        if any(sky.number in background.sky_numbers for sky in held.skies):
            users[held.science.number] = held.science.observation
    yield from (users[number] for number in sorted(users))


def _wanted_depths(
    sciences: Iterable[Observation], proposal: Proposal
) -> dict[Setting, list[_Depth]]:
    """Return the ramps of science observations in each setting, the commonest first."""
    counts: dict[Setting, Counter[_Depth]] = {}
    for ramp in ramps_of(sciences):
        readout = readout_in(proposal, ramp.readout)
        if readout is not None and ramp.groups is not None:
            counts.setdefault(ramp.setting, Counter())[readout, ramp.groups] += 1
    return {setting: [depth for depth, _ in own.most_common()] for setting, own in counts.items()}


def _depth(ramp: Ramp) -> _Depth:
    return ramp.readout or "", ramp.groups or 0


def _slot(ramp: Ramp) -> _Slot:
    return ramp.observation.number, ramp.exposure.index, arm_of(ramp.setting)


def _remedy(
    skies: Iterable[Observation],
    ramps: dict[_Slot, _Depth],
    renamed: Iterable[Edit | None],
    *,
    safe: bool,
) -> Remedy | Unwritten | None:
    edits = [*renamed]
    changes = []
    for sky in skies:
        if sky.mrs is None:
            return None
        exposures = list(sky.mrs.exposures)
        for at, exposure in enumerate(exposures):
            own: dict[Arm, _Depth] = {
                arm: depth
                for (number, index, arm), depth in ramps.items()
                if (number, index) == (sky.number, exposure.index)
            }
            if own:
                fields = _fields(exposure, own)
                if isinstance(fields, Unwritten):
                    return fields
                edits += [set_field(exposure, _NAMES[key], value) for key, value in fields.items()]
                exposures[at] = exposure.changed(**fields)
        changes.append((sky, sky.mrs.changed(exposures=tuple(exposures))))
    return Remedy.of("safe" if safe else "unsafe", edits, exposure_cost(changes))


_NAMES = {
    "readout_long": "ReadoutPatternLong",
    "readout_short": "ReadoutPatternShort",
    "groups_long": "GroupsLong",
    "groups_short": "GroupsShort",
}


def _fields(exposure: MrsExposure, ramps: dict[Arm, _Depth]) -> dict[str, str | int] | Unwritten:
    """Return the fields of an exposure that change, with their values."""
    fields: dict[str, str | int] = {}
    readouts: dict[Arm, str] = {
        arm: ramps[arm][0] if arm in ramps else exposure.readout_on(arm) or ""
        for arm in ("LONG", "SHORT")
    }
    if exposure.readout_short is None and readouts["LONG"] != readouts["SHORT"]:
        # an arm that is not exposed goes along
        if exposure.groups_on("SHORT") is not None and exposure.groups_on("LONG") is not None:
            return ONE_READOUT
        arm: Arm = "LONG" if exposure.groups_on("SHORT") is None else "SHORT"
        readouts["LONG"] = readouts[arm]
    if readouts["LONG"] != exposure.readout_long:
        fields["readout_long"] = readouts["LONG"]
    if exposure.readout_short is not None and readouts["SHORT"] != exposure.readout_short:
        fields["readout_short"] = readouts["SHORT"]
    for arm, (_, groups) in ramps.items():
        if groups != exposure.groups_on(arm):
            fields["groups_long" if arm == "LONG" else "groups_short"] = groups
    return fields
