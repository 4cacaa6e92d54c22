"""How a message tells a source: name, place, brightness, and where in the field."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from aptcheck.contamination.light_words import UNTOLD, flux_words, level_words, share_words
from aptcheck.finding import Evidence, SourceReference
from aptcheck.modes.band_limit import UJY_PER_ARCSEC2
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.wording import agree, angle_words, in_runs, listed, numbered

if TYPE_CHECKING:
    from aptcheck.contamination.field_sources import SourcePosition
    from aptcheck.contamination.threat import ExtendedSource, FaintWings, Threat, WingLight
    from aptcheck.observatory.siaf import Aperture

__all__ = [
    "band_list",
    "evidence_of",
    "evidence_of_wings",
    "extended_words",
    "faint_wings_words",
    "hit_words",
    "in_a_row",
    "place_words",
    "reference",
    "remarks_sentence",
    "strength_words",
    "threat_words",
    "threats_at_angles",
    "wing_words",
]

_MOST = 5
#: From so many times the mean on a diffraction spike is told.
_SPIKE = 1.5
#: Distances are told to a hundredth of an arcsec.
_ON_TARGET_ARCSEC = 0.005


def place_words(place: SourcePosition) -> str:
    """Tell how far a source stands from the centre of the field, which is the target."""
    if place.offset_arcsec < _ON_TARGET_ARCSEC:
        return "on the target"
    return (
        f"{place.offset_arcsec:.2f} arcsec from the target at position angle "
        f"{round(place.position_angle_deg, 1) % 360:.1f}"
    )


def strength_words(threat: Threat) -> str:
    """Tell the predicted flux, what it rests on and what it is held against."""
    limit = threat.limit
    band = f"{limit.band} ({limit.wavelength_um:.1f} µm)"
    held = _held_against(threat)
    if threat.limited:
        return (
            f"at most {flux_words(threat.flux_ujy)} in {band} by its own upper limits: likely an "
            f"artefact or nebulosity ({held})"
        )
    if threat.basis == "upper limit":
        return f"up to {flux_words(threat.flux_ujy)} in {band}, an upper limit ({held})"
    how = "" if threat.basis == "measured" else ", from the magnitude of the nearest band"
    told = f"{flux_words(threat.flux_ujy)} predicted in {band}{how}: "
    share = f"{share_words(threat.sky_fraction)} the light of blank sky in the field"
    if limit.sensitivity is None:
        if threat.measure == "field":
            return told + share
        core = share_words(threat.flux_ujy / limit.core_ujy)
        return f"{told}{core} the light of {held}"
    told += f"{_sigma(threat)} sigma ({held})"
    return told if limit.is_dark else f"{told} and {share}"


def _held_against(threat: Threat) -> str:
    """Tell what a source is held against: the sensitivity of the science, else blank sky."""
    limit, known = threat.limit, threat.limit.sensitivity
    if known is not None:
        seconds = f"{known.seconds:.0f} s{', assumed' if known.assumed else ''}"
        return f"10 sigma of the science exposure: {flux_words(known.ujy)} in {seconds}"
    if threat.measure == "core":
        return f"blank sky in a disc as wide as a star, {flux_words(limit.core_ujy)}"
    return f"blank sky in the field, {flux_words(limit.sky_ujy)}"


def _sigma(threat: Threat) -> str:
    if threat.sigma >= UNTOLD:
        return f"more than {UNTOLD}"
    return f"{threat.sigma:.0f}" if threat.sigma >= 10 else f"{threat.sigma:.1f}"


def hit_words(threat: Threat) -> str:
    """Tell the bands, dithers and tiles in which a source matters."""
    told = f"in {band_list(threat.bands)} at {numbered('dither', threat.dithers)}"
    return told + (f" of {numbered('tile', threat.tiles)}" if threat.tiles != (1,) else "")


def band_list(bands: Iterable[str]) -> str:
    """Return bands as words: runs of those of the MRS, the others one by one."""
    each = tuple(bands)
    return listed(in_runs(each, BANDS) if set(each) <= set(BANDS) else each)


def threats_at_angles(threats: Sequence[Threat], aperture: Aperture) -> str:
    """List the worst sources, each of several with its angles, and count the others.

    The sentence has named the aperture of the target before.
    """
    told = (
        threat_words(threat, aperture, again=True)
        + (f" at {angle_words(threat.angles.arcs, aperture, again=True)}" if threats[1:] else "")
        for threat in threats
    )
    return in_a_row(told, len(threats))


def threat_words(threat: Threat, aperture: Aperture, *, again: bool) -> str:
    """Tell a source, where it stands and what it does; ``again`` as for `angle_words`."""
    return (
        f"{threat.place.designation} ({place_words(threat.place)}, "
        f"{_harm_words(threat, aperture, again=again)}{_remarks(threat.place)})"
    )


def _harm_words(threat: Threat, aperture: Aperture, *, again: bool) -> str:
    """Tell how a source spoils a field: from inside, by its wings, or by either."""
    if threat.is_beside and threat.wings is not None:
        return wing_words(threat)
    if threat.wings is None or not threat.shines_in:
        return f"{strength_words(threat)}; {hit_words(threat)}"
    inside = angle_words(threat.inside.arcs, aperture, again=again)
    return (
        f"{strength_words(threat)}; {hit_words(threat)} at {inside}; "
        f"its wings spoil the field up to {threat.wings.radius_arcsec:.1f} arcsec from it"
    )


def wing_words(threat: Threat) -> str:
    """Tell what the wings of a source bring into a field from where it is nearest, and how far."""
    wings = threat.wings
    if wings is None:
        return ""
    limit = wings.limit
    most = "at most " if threat.basis == "upper limit" else ""
    brought, borne = level_words(wings.brightness), level_words(wings.allowed_brightness)
    spike = (
        f", and {level_words(wings.spike_brightness)} MJy/sr in a diffraction spike"
        if wings.spike_brightness > _SPIKE * wings.brightness
        else ""
    )
    return (
        f"{most}{flux_words(threat.flux_ujy)} predicted in {limit.band} "
        f"({limit.wavelength_um:.1f} µm), whose wings bring up to {brought} MJy/sr into the field "
        f"from {wings.distance_arcsec:.1f} arcsec outside it (limit {borne} MJy/sr): "
        f"{share_words(wings.sky_fraction)} the light of blank sky{spike}. They spoil the field "
        f"from nearer than {wings.radius_arcsec:.1f} arcsec"
    )


def faint_wings_words(sources: Sequence[FaintWings]) -> str:
    """List the sources whose wings bring nearly too much light, the worst first."""
    told = (
        f"{one.place.designation} ({place_words(one.place)}; from {one.wings.distance_arcsec:.1f} "
        f"arcsec outside the field up to {level_words(one.wings.brightness)} MJy/sr in "
        f"{one.wings.limit.band}, {math.floor(100 * one.wings.excess)} % of the limit"
        f"{_remarks(one.place)})"
        for one in sources
    )
    return in_a_row(told, len(sources))


def extended_words(sources: Sequence[ExtendedSource]) -> str:
    """List the nearest extended sources, each with what makes it one."""
    told = (
        f"{one.place.designation} ({place_words(one.place)}, {_nearness(one)}; "
        f"{'; '.join(one.place.remarks)})"
        for one in sources
    )
    return in_a_row(told, len(sources))


def _nearness(source: ExtendedSource) -> str:
    if not source.distance_arcsec:
        return "in the field at some angle"
    return f"{source.distance_arcsec:.1f} arcsec from the field at its nearest"


def in_a_row(told: Iterable[str], count: int) -> str:
    """Join what is told of several sources, of five at most, and count the others."""
    words = list(islice(told, _MOST))
    if count > _MOST:
        words.append(f"and {count - _MOST} {agree(count - _MOST, 'other', 'others')}")
    return "; ".join(words)


def _remarks(place: SourcePosition) -> str:
    return f"; {'; '.join(place.remarks)}" if place.remarks else ""


def remarks_sentence(place: SourcePosition) -> str:
    """Return what a reader should know of a source, as a sentence after others, or nothing."""
    return f" Remarks: {'; '.join(place.remarks)}." if place.remarks else ""


def reference(place: SourcePosition) -> SourceReference:
    """Return the source for a finding."""
    return SourceReference(
        designation=place.designation,
        ra_deg=round(place.ra_deg, 7),
        dec_deg=round(place.dec_deg, 7),
    )


def evidence_of(threat: Threat) -> Evidence:
    """Return the predicted flux and the 10 sigma limit or what matters; of wings, their light."""
    if threat.is_beside and threat.wings is not None:
        return evidence_of_wings(threat.wings)
    known = threat.limit.sensitivity
    return Evidence(
        measured=_four_figures(threat.flux_ujy),
        limit=_four_figures(threat.matters_ujy if known is None else known.ujy),
        unit="µJy",
    )


def evidence_of_wings(wings: WingLight) -> Evidence:
    """Return the light that wings bring and what is borne."""
    return Evidence(
        measured=_four_figures(wings.brightness / UJY_PER_ARCSEC2),
        limit=_four_figures(wings.allowed_brightness / UJY_PER_ARCSEC2),
        unit="MJy/sr",
    )


def _four_figures(value: float) -> float | int:
    rounded = float(f"{value:.4g}")
    return int(rounded) if rounded >= 1000 else rounded
