"""Exposures that a background lacks, copied from the science."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aptcheck.edit import AddCopy, Remedy, Unwritten
from aptcheck.modes.mrs.ramps import ramps_of
from aptcheck.modes.mrs.settings import APT_NAMES
from aptcheck.remedies.cost import exposure_cost
from aptcheck.remedies.parts import set_field
from aptcheck.remedies.ramps import readout_in
from aptcheck.remedies.versions import EXPOSURE_WAVELENGTH, too_old

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from aptcheck.edit import Edit
    from aptcheck.model import MrsExposure, Observation, Proposal
    from aptcheck.model.templates.mrs_gratings import Grating
    from aptcheck.modes.mrs.settings import Setting

__all__ = ["with_arms", "with_gratings"]

#: Fields of the imager's exposure beside the spectra, which a file has with images alone.
_IMAGER_FIELDS = ("Filter", "ReadoutPattern", "Groups", "Integrations", "EtcId")


def with_gratings(
    proposal: Proposal, sky: Observation, science: Observation, missing: Sequence[Grating]
) -> Remedy | Unwritten | None:
    """Return the remedy that gives a sky the science's exposures in some gratings.

    They get the dither of the sky. None where the sky has no exposure to go on from.
    """
    if sky.mrs is None or science.mrs is None or not sky.mrs.exposures:
        return None
    if old := too_old(proposal, EXPOSURE_WAVELENGTH, "a wavelength of its own in each exposure"):
        return old
    last = sky.mrs.exposures[-1]
    edits: list[Edit | None] = []
    exposures = list(sky.mrs.exposures)
    for exposure, gratings in _rows(science.mrs.exposures, missing):
        for grating in gratings:
            own = _own_fields(proposal, exposure, last, grating)
            kept = _imaging_fields(sky, science, exposure)
            if isinstance(kept, Unwritten):
                return kept
            model = last if kept is None else exposure
            if model.place.element is None or last.place.element is None:
                return None
            fields = own | ({} if kept is not None else _values(proposal, exposure)) | (kept or {})
            edits.append(AddCopy(model.place.element, last.place.element, tuple(fields.items())))
            exposures.append(
                exposure.changed(
                    gratings=(grating,), dither=last.dither, dither_text=last.dither_text
                )
            )
    cost = exposure_cost([(sky, sky.mrs.changed(exposures=tuple(exposures)))])
    return Remedy.of("unsafe", edits, cost)


def _rows(
    exposures: Iterable[MrsExposure], missing: Sequence[Grating]
) -> Iterator[tuple[MrsExposure, list[Grating]]]:
    """Yield the exposures that take missing gratings, each with those of them that it takes."""
    for exposure in exposures:
        taken = [grating for grating in missing if grating in exposure.gratings]
        if taken:
            yield exposure, taken


def _own_fields(
    proposal: Proposal, exposure: MrsExposure, last: MrsExposure, grating: Grating
) -> dict[str, str | None]:
    """Return what a copy of a science exposure has of its own: dither, wavelength, readout."""
    fields: dict[str, str | None] = {"Dither": last.dither_text or "None"}
    if len(exposure.gratings) > 1:
        fields["Wavelength"] = APT_NAMES[grating]
    for name, readout in (
        ("ReadoutPatternLong", exposure.readout_long),
        ("ReadoutPatternShort", exposure.readout_short),
    ):
        current = readout_in(proposal, readout)
        if current is not None and current != readout:
            fields[name] = current
    return fields


def _imaging_fields(
    sky: Observation, science: Observation, exposure: MrsExposure
) -> dict[str, str | None] | Unwritten | None:
    """Return what a copy leaves out since the sky takes no images; None where it has to add them.

    Then a copy of an exposure of the sky has them.
    """
    with_images = science.mrs is not None and science.mrs.takes_images
    if sky.mrs is None or sky.mrs.takes_images == with_images:
        return {}
    if not with_images:
        return None
    if exposure.readout_short not in (None, exposure.readout_long):
        return Unwritten(
            "Without Simultaneous Imaging both MRS detectors have one Readout Pattern; the "
            "science has two."
        )
    return dict.fromkeys((*_IMAGER_FIELDS, "ReadoutPatternShort"))


def _values(proposal: Proposal, exposure: MrsExposure) -> dict[str, str | None]:
    """Return the fields of a science exposure for a copy of one of the sky, its ETC IDs empty."""
    values = {
        "Exposures": exposure.exposures,
        "Wavelength": APT_NAMES[exposure.gratings[0]],
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


def with_arms(sky: Observation, science: Observation, missing: Sequence[Setting]) -> Remedy | None:
    """Return the remedy that fills in Groups/Int of the detectors that a sky does not expose."""
    if sky.mrs is None:
        return None
    exposures = {exposure.index: exposure for exposure in sky.mrs.exposures}
    edits: list[Edit | None] = []
    for grating, arm in missing:
        ramp = next((r for r in ramps_of([science]) if r.setting == (grating, arm)), None)
        row = next((e for e in sky.mrs.exposures if grating in e.gratings), None)
        if ramp is None or row is None or ramp.groups is None or ramp.integrations is None:
            return None
        name = "Long" if arm == "LONG" else "Short"
        edits += [
            set_field(row, f"Groups{name}", ramp.groups),
            set_field(row, f"Integrations{name}", ramp.integrations),
        ]
        values = {
            f"groups_{name.lower()}": ramp.groups,
            f"integrations_{name.lower()}": ramp.integrations,
        }
        exposures[row.index] = exposures[row.index].changed(**values)
    if len({(e.part, e.field) for e in edits if e is not None}) < len(set(edits)):  # type: ignore[union-attr]
        return None
    after = sky.mrs.changed(exposures=tuple(exposures.values()))
    return Remedy.of("unsafe", edits, exposure_cost([(sky, after)]))
