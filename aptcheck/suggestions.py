"""The result of a search for empty sky: positions for the background of each science target."""

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

#: ``ok``: positions clean at every angle; ``crowded``: there is none within reach, and those with
#: the most clean angles are given; ``not-checked``: no catalogue could confirm clean sky.
SearchStatus = Literal["ok", "crowded", "not-checked"]

#: What is known about the present background of the proposal.
PresentSky = Literal["clean", "contaminated", "not-checked", "missing"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Searched:
    """The ring around each science target that was searched for positions, in arcsec."""

    inner_arcsec: float
    outer_arcsec: float


@dataclass(frozen=True, kw_only=True, slots=True)
class LimitingSource:
    """The source that limits the margin of a position.

    ``distance_arcsec`` is between the two; ``radius_arcsec`` is how near the source may be before
    it is in the field at some angle or its wings contaminate it.
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
    ``position_angle_deg`` (east of north) are its offset from the first science target.
    ``margin_arcsec`` is how much the disc that the field sweeps over all angles could still grow
    before a source contaminates it; below 0, one does at some angle. ``clean`` are the clean V3PA
    among the allowed ones, degrees, ``clean_fraction`` their share and ``clean_dates`` the days
    (ISO, first and last) when one of them is available: None, and empty, if every angle is clean.
    ``special_offset`` is the Offset special requirement (x, y), arcsec, if the position is the
    present one and only the Offset would change (Primary Channel = Imager).
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
    """The flux density down to which the catalogues list a source, in one band, microjansky.

    ``star_ujy`` is for a star without infrared excess, ``any_ujy`` for a source of any colour; None
    if no survey says.
    """

    band: str
    wavelength_um: float
    star_ujy: float | None
    any_ujy: float | None


@dataclass(frozen=True, kw_only=True, slots=True)
class ChartDisc:
    """A disc around (east, north) of the first science target, arcsec, and its name."""

    name: str
    east: float
    north: float
    radius: float


@dataclass(frozen=True, kw_only=True, slots=True)
class SkyChart:
    """What a picture of a search shows, in arcsec from the first science target.

    ``reach`` is the radius of the disc that the field sweeps, ``hole`` that of its center, which
    the MRS never covers, if the imager is on the target. ``science`` are the science targets, with
    their extents as radii; ``present`` is the present background of the proposal, if any.
    ``sources`` are those that contaminate the field if its target is nearer to them than the
    radius, brightest first and no more than can be drawn; ``others`` are the other targets of the
    proposal, which positions must avoid.
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
        The name of the science target; several are separated by commas.
    science_targets : tuple of str
        Each of them.
    science_observations, background_observations : tuple of int
        Those that use the background, and those that take it now; none if it is missing.
    background_target : str or None
        The target to give the new coordinates; None if the background is missing.
    ra_deg, dec_deg : float or None
        The first science target at mid-window; None if it is not known.
    aperture, aperture_offset_deg : str or None, float
        The SIAF name of the aperture that holds the target: APT uses its position angle, V3PA + the
        offset.
    imager_primary : bool
        Whether the imager is on its target: then angles and Offsets are compared, not positions.
    present : str
        What is known of the background that the proposal has now, ``clean``, ``contaminated``,
        ``not-checked`` or ``missing``.
    present_reason : str or None
        Why it is ``not-checked``, if that is known.
    status, reason
        The answer, and why it is not better; None for ``ok``.
    searched : Searched
    bound_arcsec : float or None
        No position in the searched area has a larger margin; None if nothing was searched.
    first_clean_arcsec : float or None
        In a crowded field: how far from the first science target the nearest clean position is.
    looked_out_to_arcsec : float or None
        In a crowded field: how far out the search went; None if the catalogues cover only a part of
        that sky, and nothing was found.
    suggestions : tuple of SuggestedSky
        Best first.
    depths : tuple of CatalogueDepth
        For each band in use.
    remarks : tuple of str
        Sentences: what to know before you move the background.
    suppliers, missing : tuple of str
        Who answered and on which day; surveys without an answer.
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
    """The answer of ``suggest``: a search for each science target, or several with one background.

    ``clean`` are the numbers of the backgrounds that need no search because they are clean;
    ``other_modes`` are modes of backgrounds that are not searched: the field of MIRI imaging is
    never empty, and the pipeline subtracts no background from LRS slitless observations.
    """

    targets: tuple[SkySearch, ...]
    clean: tuple[int, ...] = ()
    other_modes: tuple[ModeName, ...] = ()
