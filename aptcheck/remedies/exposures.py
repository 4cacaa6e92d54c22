"""Exposures that a background lacks, copied from the science."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from aptcheck.edit import AddCopy, Remedy, Unwritten
from aptcheck.model.templates.mrs_gratings import ARMS
from aptcheck.modes.mrs.settings import APT_NAMES, arm_of, grating_of
from aptcheck.modes.ramps import ramps_of
from aptcheck.remedies.cost import exposure_cost
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.ramps import ONE_READOUT
from aptcheck.remedies.readouts import readout_in, renamed_readouts
from aptcheck.remedies.versions import EXPOSURE_WAVELENGTH, too_old

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from aptcheck.edit import Edit
    from aptcheck.model import MrsExposure, Observation, Proposal
    from aptcheck.model.templates.mrs_gratings import Grating
    from aptcheck.modes.ramp import Setting

__all__ = ["rows", "with_arms", "with_gratings"]

#: Fields of the imager's exposure beside the spectra; a file only has them with images.
_IMAGER_FIELDS = ("Filter", "ReadoutPattern", "Groups", "Integrations", "EtcId")


def with_gratings(
    proposal: Proposal,
    sky: Observation,
    sciences: Iterable[Observation],
    missing: Iterable[Setting],
) -> Remedy | Unwritten | None:
    """Return the remedy that gives a background the science exposures of some gratings.

    Each grating is copied from the first science that uses it, with the dither that most exposures
    of the background have. None if the background has no exposure to copy after, or is not MRS.
    """
    if sky.mrs is None or not sky.mrs.exposures:
        return None
    if old := too_old(proposal, EXPOSURE_WAVELENGTH, "a separate wavelength for each exposure"):
        return old
    last = sky.mrs.exposures[-1]
    ((dither, dither_text), _), *_ = Counter(
        (one.dither, one.dither_text) for one in sky.mrs.exposures
    ).most_common()
    edits: list[Edit | None] = []
    exposures = list(sky.mrs.exposures)
    for science, exposure, grating in rows(sciences, map(grating_of, missing)):
        kept = _imaging_fields(sky, science, exposure)
        if isinstance(kept, Unwritten):
            return kept
        model = last if kept is None else exposure
        if model.place.element is None or last.place.element is None:
            return None
        fields = _own_fields(proposal, exposure, dither_text or "None", grating)
        fields |= _values(proposal, exposure, grating) if kept is None else kept
        edits.append(AddCopy(model.place.element, last.place.element, tuple(fields.items())))
        exposures.append(
            exposure.changed(gratings=(grating,), dither=dither, dither_text=dither_text)
        )
    cost = exposure_cost([(sky, sky.mrs.changed(exposures=tuple(exposures)))])
    return Remedy.of("unsafe", edits, cost)


def rows(
    sciences: Iterable[Observation], missing: Iterable[Grating]
) -> Iterator[tuple[Observation, MrsExposure, Grating]]:
    """Yield the exposures of each missing grating, all from one observation that uses it.

    It is the one that exposes more detectors in it, or the first of equal ones.
    """
    sciences = tuple(sciences)
    for grating in missing:
        taking = [
            (science, found)
            for science in sciences
            if (found := [e for e in _exposures(science) if grating in e.gratings])
        ]
        if taking:
            science, found = max(taking, key=lambda one: _detectors(one[1]))
            yield from ((science, exposure, grating) for exposure in found)


def _exposures(observation: Observation) -> tuple[MrsExposure, ...]:
    return observation.mrs.exposures if observation.mrs is not None else ()


def _detectors(exposures: Iterable[MrsExposure]) -> int:
    """Return how many detectors some exposures use."""
    return len({arm for one in exposures for arm in ARMS if one.groups_on(arm) is not None})


def _own_fields(
    proposal: Proposal, exposure: MrsExposure, dither: str, grating: Grating
) -> dict[str, str | None]:
    """Return the fields that a copy of a science exposure changes: dither, wavelength, readout."""
    fields: dict[str, str | None] = {"Dither": dither}
    if len(exposure.gratings) > 1:
        fields["Wavelength"] = APT_NAMES[grating]
    return fields | renamed_readouts(proposal, exposure)


def _imaging_fields(
    sky: Observation, science: Observation, exposure: MrsExposure
) -> dict[str, str | None] | Unwritten | None:
    """Return what a copy leaves out if the background takes no images; None if it must add them.

    In that case a copy of a background exposure already has them.
    """
    with_images = science.mrs is not None and science.mrs.takes_images
    if sky.mrs is None or sky.mrs.takes_images == with_images:
        return {}
    if not with_images:
        return None
    if exposure.readout_short not in (None, exposure.readout_long):
        return ONE_READOUT
    return dict.fromkeys((*_IMAGER_FIELDS, "ReadoutPatternShort"))


def _values(proposal: Proposal, exposure: MrsExposure, grating: Grating) -> dict[str, str | None]:
    """Return the fields of a science exposure for a copy of a background one, ETC IDs empty."""
    values = {
        "Exposures": exposure.exposures,
        "Wavelength": APT_NAMES[grating],
        "ReadoutPatternLong": readout_in(proposal, exposure.readout_on("LONG")),
        "ReadoutPatternShort": readout_in(proposal, exposure.readout_on("SHORT")),
        "GroupsLong": exposure.groups_long,
        "GroupsShort": exposure.groups_short,
        "IntegrationsLong": exposure.integrations_long,
        "IntegrationsShort": exposure.integrations_short,
        "EtcIdLong": "",
        "EtcIdShort": "",
    }
    return {name: "" if value is None else str(value) for name, value in values.items()}


def with_arms(
    sky: Observation, sciences: Iterable[Observation], missing: Iterable[Setting]
) -> Remedy | None:
    """Return the remedy that fills in Groups/Int of detectors that a background does not expose.

    None if the exposure has another readout pattern than the science: fix that first.
    """
    if sky.mrs is None:
        return None
    wanted = tuple(ramps_of(sciences))
    edits: list[Edit | None] = []
    filled: dict[int, dict[str, int]] = {}
    for setting in missing:
        ramp = next((ramp for ramp in wanted if ramp.setting == setting), None)
        row = next((one for one in sky.mrs.exposures if setting[0] in one.gratings), None)
        if ramp is None or row is None or ramp.groups is None or ramp.integrations is None:
            return None
        if row.readout_on(arm_of(setting)) != ramp.readout:
            return None
        arm = setting[1].lower()
        values = {f"groups_{arm}": ramp.groups, f"integrations_{arm}": ramp.integrations}
        # an exposure of all wavelengths has one ramp for all of them
        if any(filled.get(row.index, values).get(name, n) != n for name, n in values.items()):
            return None
        filled.setdefault(row.index, {}).update(values)
        edits.append(set_field(row, f"Groups{arm.capitalize()}", ramp.groups))
        edits.append(set_field(row, f"Integrations{arm.capitalize()}", ramp.integrations))
    exposures = tuple(one.changed(**filled.get(one.index, {})) for one in sky.mrs.exposures)
    cost = exposure_cost([(sky, sky.mrs.changed(exposures=exposures))])
    return Remedy.of("unsafe", edits, cost)
