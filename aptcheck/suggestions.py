"""What a search for empty sky gives back: for each science target, where its background may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from aptcheck.mode_names import ModeName

__all__ = [
    "CatalogueDepth",
    "ChartDisc",
    "LimitingSource",
    "PresentSky",
    "SearchStatus",
    "Searched",
    "SkyChart",
    "SkySearch",
    "SuggestedSky",
    "Suggestions",
]

#: ``ok``: positions that no source spoils at any angle; ``crowded``: there is none within reach,
#: and those with the most clean angles are given; ``not-checked``: no catalogue vouches for it.
SearchStatus = Literal["ok", "crowded", "not-checked"]

#: What is known of the sky that the proposal has now.
PresentSky = Literal["clean", "contaminated", "not-checked", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Searched:
    """The ring about each science target in which positions were looked for, arcsec."""

    inner_arcsec: float
    outer_arcsec: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitingSource:
    """The source that limits the margin of a position.

    ``distance_arcsec`` is between the two; ``radius_arcsec`` is how near the source may come before
    the field reaches it at some angle or its wings spoil it.
    """

    designation: str
    catalogue: str
    ra_deg: float
    dec_deg: float
    distance_arcsec: float
    radius_arcsec: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SuggestedSky:
    """One position for a background.

    ``apt`` is what to type into APT's Fixed Targets form. ``offset_arcsec`` and
    ``position_angle_deg`` (east of north) lead to it from the first science target.
    ``margin_arcsec`` is how far the disc that the field sweeps over all angles could still grow
    before a source spoils it; below 0 one does at some angle. ``clean`` are the allowed V3PA that
    are clean, degrees, ``clean_fraction`` their share of the allowed ones and ``clean_dates`` the
    days (ISO, first and last) on which one of them can be had: None, and nothing, where all angles
    are. ``special_offset`` is the Offset special requirement (x, y), arcsec, where the position is
    the present one and only the Offset would change (Primary Channel = Imager).
    """

    ra_deg: float
    dec_deg: float
    apt: str
    offset_arcsec: float
    position_angle_deg: float
    margin_arcsec: float
    nearest: LimitingSource | None = None
    clean: tuple[tuple[float, float], ...] | None = None
    clean_fraction: float | None = None
    clean_dates: tuple[tuple[str, str], ...] = ()
    special_offset: tuple[float, float] | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class CatalogueDepth:
    """Down to which flux density the catalogues list a source, in one band, microjansky.

    ``star_ujy`` is for a star without infrared excess, ``any_ujy`` for a source of any colour; None
    where no survey says.
    """

    band: str
    wavelength_um: float
    star_ujy: float | None
    any_ujy: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartDisc:
    """A disc about (east, north) of the first science target, arcsec, and whose it is."""

    name: str
    east: float
    north: float
    radius: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyChart:
    """What a picture of a search shows, in arcsec from the first science target.

    ``reach`` is the radius of the disc that the field sweeps, ``hole`` that of its middle where the
    MRS never is, with the imager on the target. ``science`` are the science targets,
    with their extents as radii; ``present`` the sky that the proposal has now, if any. ``sources``
    are those that spoil the field when its target is nearer to them than the radius, the brightest
    first and no more than can be drawn; ``others`` are the other targets of the proposal that are
    kept clear of.
    """

    reach: float
    hole: float = 0.0
    science: tuple[ChartDisc, ...]
    present: tuple[ChartDisc, ...] = ()
    sources: tuple[ChartDisc, ...] = ()
    others: tuple[ChartDisc, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class SkySearch:
    """The search for the background of one science target, or of several that share one.

    Attributes
    ----------
    target : str
        The name of the science target; of several, with commas between.
    science_targets : tuple of str
        Each of them.
    science_observations, background_observations : tuple of int
        Those that use the background, and those that take it now; none where it is missing.
    background_target : str or None
        The target entry to give the new coordinates; None where the background is missing.
    ra_deg, dec_deg : float or None
        The first science target at mid-window; None where it cannot be told.
    aperture, aperture_offset_deg : str or None, float
        Holds the target, by its SIAF name: APT asks for its position angle, V3PA + the offset.
    imager_primary : bool
        Whether the imager stays on its target: then angles and Offsets are compared, not places.
    present : str
        What is known of the background that the proposal has now, ``clean``, ``contaminated``,
        ``not-checked`` or ``missing``.
    present_reason : str or None
        Why it is ``not-checked``, where that is known.
    status, reason
        The answer, and why it is no better than that; None for ``ok``.
    searched : Searched
    bound_arcsec : float or None
        No position in the searched area has a larger margin; None where nothing was searched.
    first_clean_arcsec : float or None
        Where it is crowded: how far from the first science target the nearest clean position is.
    looked_out_to_arcsec : float or None
        Where it is crowded: how far out it was looked for; None where the catalogues vouch for a
        part of that sky only, and nothing was found.
    suggestions : tuple of SuggestedSky
        The best first.
    depths : tuple of CatalogueDepth
        Of each band in use.
    remarks : tuple of str
        Sentences: what is to be known before the background is moved.
    suppliers, missing : tuple of str
        Who answered and on which day; surveys that nobody supplied.
    chart : SkyChart or None
        For a picture; not in the JSON.
    """

    target: str
    science_targets: tuple[str, ...]
    science_observations: tuple[int, ...]
    background_observations: tuple[int, ...]
    background_target: str | None
    ra_deg: float | None
    dec_deg: float | None
    aperture: str | None = None
    aperture_offset_deg: float = 0.0
    imager_primary: bool = False
    present: PresentSky
    present_reason: str | None = None
    status: SearchStatus
    reason: str | None
    searched: Searched
    bound_arcsec: float | None = None
    first_clean_arcsec: float | None = None
    looked_out_to_arcsec: float | None = None
    suggestions: tuple[SuggestedSky, ...] = ()
    depths: tuple[CatalogueDepth, ...] = ()
    remarks: tuple[str, ...] = ()
    suppliers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    chart: SkyChart | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class Suggestions:
    """The answer of ``suggest``: a search for each science target, or for several of one sky.

    ``clean`` are the numbers of the backgrounds that were left alone because they are clean;
    ``other_modes`` are modes of its backgrounds for which nothing is searched: the field of MIRI
    imaging is never empty, and the pipeline subtracts none from the LRS without its slit.
    """

    targets: tuple[SkySearch, ...]
    clean: tuple[int, ...] = ()
    other_modes: tuple[ModeName, ...] = ()
