"""How a finding names a source: its place, its brightness, and where in the field it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from aptcheck.contamination.field_words import short_angles
from aptcheck.contamination.light_words import MOST_TIMES, flux_words, level_words, share_words
from aptcheck.finding import Evidence, SourceReference
from aptcheck.modes.band_limit import UJY_PER_ARCSEC2
from aptcheck.modes.mrs.settings import BANDS
from aptcheck.wording import count, in_runs, listed, numbered

if TYPE_CHECKING:
    from aptcheck.contamination.field_sources import SourcePosition
    from aptcheck.contamination.threat import ExtendedSource, Threat, WingLight
    from aptcheck.geometry.angles import AngleSet

__all__ = [
    "angles_to_avoid",
    "band_list",
    "brightness_words",
    "distance_words",
    "effect_words",
    "evidence_of",
    "evidence_of_wings",
    "extended_words",
    "hit_words",
    "reference",
    "short_words",
    "strength_words",
    "wing_words",
    "worst_words",
]

#: More sources, or more ranges of angles, are not named one by one.
_MOST_SOURCES, _MOST_RANGES = 3, 6
#: A diffraction spike is mentioned from so many times the mean on.
_SPIKE = 1.5
#: Distances are written to a hundredth of an arcsec.
_ON_TARGET_ARCSEC = 0.005


def distance_words(place: SourcePosition) -> str:
    """Say how far a source is from the center of the field, which is the target."""
    if place.offset_arcsec < _ON_TARGET_ARCSEC:
        return "on its target"
    return f"{place.offset_arcsec:.2f} arcsec from its target"


def short_words(threat: Threat, *, band: bool = True) -> str:
    """Return ``WISEA J1219.. , 24.8 mJy at 8.2 µm``: a source, its brightness, and what it is.

    ``band`` is whether to name the wavelength.
    """
    whose = f", {threat.place.identity}" if threat.place.identity else ""
    at = f" at {threat.limit.wavelength_um:.1f} µm" if band else ""
    most = "up to " if threat.limited or threat.basis == "upper limit" else ""
    return f"{threat.place.designation}{whose}, {most}{flux_words(threat.flux_ujy)}{at}"


def angles_to_avoid(threats: Sequence[Threat], avoid: AngleSet) -> str:
    """Return ``V3PA 110.8-112.5 (STAR, 24.8 mJy at 8.2 µm) and 281.5-288.2 (OTHER, 4.9 mJy)``.

    Of many sources or angles: all angles, with the number of sources and the worst.
    """
    ranges = sum(len(threat.angles.arcs) for threat in threats)
    if len(threats) > 1 and (len(threats) > _MOST_SOURCES or ranges > _MOST_RANGES):
        return f"{short_angles(avoid)} ({worst_words(threats)})"
    named: list[str] = []
    shown: float | None = None
    for threat in threats:
        wavelength = threat.limit.wavelength_um
        words = short_words(threat, band=wavelength != shown)
        angles = short_angles(threat.angles)
        wings = ", its wings" if threat.is_beside else ""
        named.append(f"{angles.removeprefix('V3PA ') if named else angles} ({words}{wings})")
        shown = wavelength
    return listed(named)


def worst_words(threats: Sequence[Threat]) -> str:
    """Return ``21 sources, the worst WISEA J1219.., 24.8 mJy at 8.2 µm``; of one, it alone."""
    if len(threats) == 1:
        return short_words(threats[0])
    return f"{count(threats, 'source')}, the worst {short_words(threats[0])}"


def brightness_words(threat: Threat) -> str:
    """Return the predicted flux; for a source inside, also what it is compared with."""
    if not threat.is_beside or threat.wings is None:
        return strength_words(threat)
    limit = threat.wings.limit
    most = "at most " if threat.basis == "upper limit" else ""
    return (
        f"{most}{flux_words(threat.flux_ujy)} predicted in {limit.band} "
        f"({limit.wavelength_um:.1f} µm)"
    )


def strength_words(threat: Threat) -> str:
    """Return the predicted flux, what it rests on and what it is compared with."""
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
    words = f"{flux_words(threat.flux_ujy)} predicted in {band}{how}: "
    share = f"{share_words(threat.sky_fraction)} the light of blank sky in the field"
    if limit.sensitivity is None:
        if threat.measure == "field":
            return words + share
        core = share_words(threat.flux_ujy / limit.core_ujy)
        return f"{words}{core} the light of {held}"
    words += f"{_sigma(threat)} sigma ({held})"
    return words if limit.is_dark else f"{words} and {share}"


def _held_against(threat: Threat) -> str:
    """Say what a source is compared with: the sensitivity of the science, else blank sky."""
    limit, known = threat.limit, threat.limit.sensitivity
    if known is not None:
        seconds = f"{known.seconds:.0f} s{', assumed' if known.assumed else ''}"
        return f"10 sigma of the science exposure: {flux_words(known.ujy)} in {seconds}"
    if threat.measure == "core":
        return f"blank sky in a disc as wide as a star, {flux_words(limit.core_ujy)}"
    return f"blank sky in the field, {flux_words(limit.sky_ujy)}"


def _sigma(threat: Threat) -> str:
    if threat.sigma >= MOST_TIMES:
        return f"more than {MOST_TIMES}"
    return f"{threat.sigma:.0f}" if threat.sigma >= 10 else f"{threat.sigma:.1f}"


def hit_words(threat: Threat) -> str:
    """Name the bands, dithers and tiles in which a source matters."""
    words = f"in {band_list(threat.bands)} at {numbered('dither', threat.dithers)}"
    return words + (f" of {numbered('tile', threat.tiles)}" if threat.tiles != (1,) else "")


def band_list(bands: Iterable[str]) -> str:
    """Return bands as words: runs of those of the MRS, the others one by one."""
    each = tuple(bands)
    return listed(in_runs(each, BANDS) if set(each) <= set(BANDS) else each)


def effect_words(threat: Threat) -> str:
    """Say how a source spoils a field: from inside, by its wings, or by either."""
    if threat.is_beside and threat.wings is not None:
        return wing_words(threat)
    maybe = "" if threat.sure else ", perhaps"
    if threat.wings is None or not threat.shines_in:
        return f"{hit_words(threat)}{maybe}"
    return (
        f"{hit_words(threat)} at {short_angles(threat.inside)}{maybe}; "
        f"its wings spoil the field up to {threat.wings.radius_arcsec:.1f} arcsec from it"
    )


def wing_words(threat: Threat) -> str:
    """Say what the wings of a source bring into a field from where it is nearest, and how far."""
    wings = threat.wings
    if wings is None:
        return ""
    brought, borne = level_words(wings.brightness), level_words(wings.allowed_brightness)
    spike = (
        f", {level_words(wings.spike_brightness)} MJy/sr in a diffraction spike"
        if wings.spike_brightness > _SPIKE * wings.brightness
        else ""
    )
    return (
        f"its wings bring up to {brought} MJy/sr (limit {borne}) into the field from "
        f"{wings.distance_arcsec:.1f} arcsec outside it{spike}: {share_words(wings.sky_fraction)} "
        f"the light of blank sky; they spoil it from nearer than {wings.radius_arcsec:.1f} arcsec"
    )


def extended_words(nearest: ExtendedSource, count: int) -> str:
    """Name the nearest of some extended sources, with what makes it one, and count the others."""
    where = (
        f"{nearest.distance_arcsec:.1f} arcsec from the field at its nearest"
        if nearest.distance_arcsec
        else "in the field at some angle"
    )
    more = f" and {count - 1} more" if count > 1 else ""
    return f"{nearest.place.designation} ({where}; {'; '.join(nearest.place.remarks)}){more}"


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
