"""Background exposures with other ramps, in the fields that the form has for them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, TypeAlias

from aptcheck.edit import Remedy, Unwritten
from aptcheck.modes.judged import mode_of
from aptcheck.modes.mrs.settings import arm_of
from aptcheck.remedies.cost import exposure_cost
from aptcheck.remedies.parts import set_field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from aptcheck.edit import Edit
    from aptcheck.model import MrsExposure, MrsTemplate, Observation
    from aptcheck.model.templates.mrs_gratings import Arm
    from aptcheck.modes.ramp import Ramp

__all__ = ["ONE_READOUT", "Slot", "Values", "slot_of", "with_ramps"]

#: Fields of a ramp by their names in the model.
Values: TypeAlias = "dict[str, str | int | None]"
#: An exposure of an observation, on one arm of the MRS.
Slot: TypeAlias = "tuple[int, int, Arm | None]"

ONE_READOUT: Final = Unwritten(
    "Without Simultaneous Imaging the MRS detectors share one Readout Pattern; the science has two."
)

#: The fields of an exposure with one ramp, seen in the files of every mode; the LRS form, which has
#: no list, contains them directly.
_FIELDS: Final = {
    "readout": "ReadoutPattern",
    "groups": "Groups",
    "integrations": "Integrations",
}
_OF_DETECTORS: Final = {
    "readout_long": "ReadoutPatternLong",
    "readout_short": "ReadoutPatternShort",
    "groups_long": "GroupsLong",
    "groups_short": "GroupsShort",
}


def slot_of(ramp: Ramp) -> Slot:
    """Return the slot of a ramp: its exposure, and the arm for the MRS."""
    arm = arm_of(ramp.setting) if ramp.observation.mrs is not None else None
    return ramp.observation.number, ramp.exposure.index, arm


def with_ramps(
    skies: Iterable[Observation],
    ramps: Mapping[Slot, Values],
    more: Iterable[Edit | None],
    *,
    safe: bool,
) -> Remedy | Unwritten | None:
    """Return the remedy that gives background exposures other ramps, with further edits."""
    edits = [*more]
    changes: list[tuple[Observation, MrsTemplate]] = []
    by_sky: dict[int, dict[int, dict[Arm | None, Values]]] = defaultdict(lambda: defaultdict(dict))
    for (number, index, arm), values in ramps.items():
        by_sky[number][index][arm] = values
    for sky in skies:
        own = by_sky[sky.number]
        if sky.mrs is None:
            edits += _row_edits(sky, own)
            continue
        exposures = list(sky.mrs.exposures)
        for at, exposure in enumerate(exposures):
            arms = {arm: values for arm, values in own[exposure.index].items() if arm is not None}
            fields = _of_detectors(exposure, arms) if arms else {}
            if isinstance(fields, Unwritten):
                return fields
            edits += [
                set_field(exposure, _OF_DETECTORS[name], value) for name, value in fields.items()
            ]
            exposures[at] = exposure.changed(**fields)
        changes.append((sky, sky.mrs.changed(exposures=tuple(exposures))))
    return Remedy.of("safe" if safe else "unsafe", edits, exposure_cost(changes))


def _row_edits(
    sky: Observation, own: Mapping[int, Mapping[Arm | None, Values]]
) -> Iterator[Edit | None]:
    """Yield the edits of a form whose exposures have one ramp each."""
    mode = mode_of(sky)
    form = mode.template(sky) if mode is not None else None
    for exposure in form.exposures if form is not None else ():
        for values in own.get(exposure.index, {}).values():
            for name, value in values.items():
                if value is not None and value != getattr(exposure, name):
                    yield set_field(exposure, _FIELDS[name], value)


def _of_detectors(
    exposure: MrsExposure, ramps: Mapping[Arm, Values]
) -> dict[str, str | int] | Unwritten:
    fields: dict[str, str | int] = {}
    readouts: dict[Arm, str] = {
        arm: str(ramps[arm]["readout"]) if arm in ramps else exposure.readout_on(arm) or ""
        for arm in ("LONG", "SHORT")
    }
    if exposure.readout_short is None and readouts["LONG"] != readouts["SHORT"]:
        # an arm that is not exposed follows the other
        if exposure.groups_on("SHORT") is not None and exposure.groups_on("LONG") is not None:
            return ONE_READOUT
        arm: Arm = "LONG" if exposure.groups_on("SHORT") is None else "SHORT"
        readouts["LONG"] = readouts[arm]
    if readouts["LONG"] != exposure.readout_long:
        fields["readout_long"] = readouts["LONG"]
    if exposure.readout_short is not None and readouts["SHORT"] != exposure.readout_short:
        fields["readout_short"] = readouts["SHORT"]
    for arm, values in ramps.items():
        groups = values["groups"]
        if groups is not None and groups != exposure.groups_on(arm):
            fields["groups_long" if arm == "LONG" else "groups_short"] = groups
    return fields
