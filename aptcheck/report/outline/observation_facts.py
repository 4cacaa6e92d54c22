"""The facts of an observation: the template of a judged mode in full, others by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aptcheck.model.observation import Mosaic, Observation
from aptcheck.model.requirements import DateBound, Requirements
from aptcheck.model.templates.mrs import DitherPattern, MrsExposure, MrsTemplate
from aptcheck.model.templates.mrs_gratings import ARMS, Arm
from aptcheck.modes.mrs.settings import APT_NAMES
from aptcheck.report.outline.fact_words import (
    Numbering,
    Stated,
    acquisition_text,
    joined,
    reference_text,
    these,
)
from aptcheck.report.outline.form_facts import form_facts

__all__ = ["observation_facts"]


def observation_facts(observation: Observation) -> Iterator[Stated]:
    """Yield what the tabs of an observation say, its special requirements included."""
    yield "label", observation.label
    yield "target", reference_text(observation.target)
    yield "instrument", observation.instrument
    yield "template", observation.template
    yield "coordinated parallel", observation.coordinated_parallel or None
    yield "visits", ", ".join(f"{v.number} {v.status}" for v in observation.visits if v.status)
    yield "mosaic", _mosaic(observation.mosaic)
    if observation.mrs is not None:
        yield from _mrs(observation.mrs)
    yield from form_facts(observation)
    yield from _requirements(observation.requirements)


def _mrs(mrs: MrsTemplate) -> Iterator[Stated]:
    yield "acquisition", acquisition_text(mrs.acquisition)
    yield "detector", mrs.detector
    yield "simultaneous imaging", mrs.simultaneous_imaging
    yield "imager subarray", mrs.subarray
    yield "primary channel", mrs.primary_channel
    for dither in mrs.dithers:
        yield f"dither {dither.index}", _dither(dither)
    numbering = Numbering()
    for exposure in mrs.exposures:
        yield from _exposure(numbering.of(_wavelength(exposure)), exposure)


def _exposure(band: str, exposure: MrsExposure) -> Iterator[Stated]:
    yield f"{band} exposures", exposure.exposures
    yield f"{band} dither", exposure.dither_text
    yield f"{band} readout", _arms(exposure, exposure.readout_on)
    yield f"{band} Ngroups", _arms(exposure, exposure.groups_on)
    yield f"{band} integrations", _arms(exposure, exposure.integrations_on)
    yield f"{band} subarray", _arms(exposure, exposure.subarray_on)
    yield f"{band} imager filter", exposure.filter
    yield f"{band} imager readout", exposure.readout
    yield f"{band} imager Ngroups", exposure.groups
    yield f"{band} imager integrations", exposure.integrations


def _wavelength(exposure: MrsExposure) -> str:
    known = {str(grating): name for grating, name in APT_NAMES.items()}
    return known.get(exposure.wavelength or "", exposure.wavelength or "no wavelength")


def _arms(exposure: MrsExposure, field: Callable[[Arm], object]) -> object:
    """Return the value that both detector arms share, else that of each.

    Without imaging an arm may be left empty in the file: it is not exposed.
    """
    values = [field(arm) if _is_exposed(exposure, arm) else None for arm in ARMS]
    if len(set(values)) == 1:
        return values[0]
    return ", ".join(f"MRS{arm} {v}" for arm, v in zip(ARMS, values, strict=True) if v is not None)


def _is_exposed(exposure: MrsExposure, arm: Arm) -> bool:
    return exposure.groups_on(arm) is not None or exposure.integrations_on(arm) is not None


def _requirements(requirements: Requirements) -> Iterator[Stated]:
    for orient in requirements.orients:
        yield "PA range", f"{orient.min_deg:g} to {orient.max_deg:g} deg, {orient.frame}"
    if requirements.offset is not None:
        x, y = requirements.offset.x_arcsec, requirements.offset.y_arcsec
        yield "offset", f"{x:g}, {y:g} arcsec"
    for bound in requirements.dates:
        yield "dates", _dates(bound)
    yield "special requirements", ", ".join(requirements.names)


def _dither(dither: DitherPattern) -> str:
    return joined(dither.dither_type, dither.optimized_for, dither.direction)


def _mosaic(mosaic: Mosaic) -> str | None:
    if mosaic.rows * mosaic.columns < 2:
        return None
    overlap = f"overlap {mosaic.row_overlap_percent:g} and {mosaic.column_overlap_percent:g}%"
    skewed = mosaic.skew_x_deg or mosaic.skew_y_deg
    skew = f"skew {mosaic.skew_x_deg:g} and {mosaic.skew_y_deg:g} deg" if skewed else ""
    without = f"without tiles {these(mosaic.removed_tiles)}" if mosaic.removed_tiles else ""
    return joined(f"{mosaic.rows} rows, {mosaic.columns} columns", overlap, skew, without)


def _dates(bound: DateBound) -> str:
    after = f"after {bound.after.isoformat(' ')}" if bound.after is not None else ""
    before = f"before {bound.before.isoformat(' ')}" if bound.before is not None else ""
    return joined(after, before)
