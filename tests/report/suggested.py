"""Made-up answers of ``suggest``, without a proposal, catalogue or search."""

from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st

from aptcheck.suggestions import (
    CatalogueDepth,
    ChartDisc,
    LimitingSource,
    Searched,
    SkyChart,
    SkySearch,
    SuggestedSky,
    Suggestions,
)
from tests.report.hostile import TEXT

REACH = 9.5
RA, DEC = 23.4621, 30.6599
SEARCHED = Searched(inner_arcsec=30.0, outer_arcsec=120.0)
DEPTHS = (
    CatalogueDepth(band="1A", wavelength_um=5.33, star_ujy=14.2, any_ujy=880.0),
    CatalogueDepth(band="2B", wavelength_um=9.4, star_ujy=4.9, any_ujy=910.0),
    CatalogueDepth(band="4C", wavelength_um=26.22, star_ujy=1.1, any_ujy=5400.0),
)
SUPPLIERS = ("AllWISE (IRSA, 2026-11-02)", "2MASS (IRSA, 2026-11-02)")


def field_of_sources(seed: int, density: int) -> tuple[ChartDisc, ...]:
    """Return sources scattered over 300 arcsec, a few of them bright."""
    random = Random(seed)
    return tuple(
        ChartDisc(
            name=f"WISEA J0133{at:02d}.0{at % 10}+303956.{at % 10}",
            east=random.uniform(-150, 150),
            north=random.uniform(-150, 150),
            radius=REACH + random.expovariate(0.5),
        )
        for at in range(density)
    )


def margin_at(east: float, north: float, sources: tuple[ChartDisc, ...]) -> float:
    """Return how far a position is from where a source spoils it."""
    return min(math.hypot(east - s.east, north - s.north) - s.radius for s in sources)


def position(
    east: float, north: float, sources: tuple[ChartDisc, ...], **changes: Any
) -> SuggestedSky:
    """Return a position with the source that limits it."""
    limit = min(sources, key=lambda s: math.hypot(east - s.east, north - s.north) - s.radius)
    plain = SuggestedSky(
        ra_deg=RA + east / 3600 / math.cos(math.radians(DEC)),
        dec_deg=DEC + north / 3600,
        apt="01 33 50.8904 +30 39 36.630",
        offset_arcsec=math.hypot(east, north),
        position_angle_deg=math.degrees(math.atan2(east, north)) % 360,
        margin_arcsec=margin_at(east, north, sources),
        nearest=LimitingSource(
            designation=limit.name,
            catalogue="AllWISE",
            ra_deg=RA + limit.east / 3600 / math.cos(math.radians(DEC)),
            dec_deg=DEC + limit.north / 3600,
            distance_arcsec=math.hypot(east - limit.east, north - limit.north),
            radius_arcsec=limit.radius,
        ),
    )
    return replace(plain, **changes)


def best_places(sources: tuple[ChartDisc, ...], count: int) -> list[tuple[float, float]]:
    """Return grid positions in the ring with the largest margins, apart from each other."""
    grid = [(e, n) for e in range(-120, 121, 3) for n in range(-120, 121, 3)]
    ring = [place for place in grid if 30 <= math.hypot(*place) <= 120]
    places: list[tuple[float, float]] = []
    for place in sorted(ring, key=lambda at: -margin_at(at[0], at[1], sources)):
        if all(math.dist(place, other) > 2 * REACH for other in places):
            places.append(place)
        if len(places) == count:
            break
    return places


def search(seed: int = 1, density: int = 45, count: int = 4, **changes: Any) -> SkySearch:
    """Return a search that found clean positions; keywords replace its fields."""
    sources = field_of_sources(seed, density)
    places = best_places(sources, count)
    found = tuple(position(*place, sources) for place in places)
    plain = SkySearch(
        target="NGC-598-SN",
        science_targets=("NGC-598-SN",),
        science_observations=(1,),
        background_observations=(2,),
        background_target="NGC-598-BKG",
        ra_deg=RA,
        dec_deg=DEC,
        present="contaminated",
        status="ok",
        reason=None,
        searched=SEARCHED,
        bound_arcsec=found[0].margin_arcsec + 0.02,
        suggestions=found,
        depths=DEPTHS,
        suppliers=SUPPLIERS,
        chart=SkyChart(
            reach=REACH,
            science=(ChartDisc(name="NGC-598-SN", east=0.0, north=0.0, radius=12.0),),
            present=(ChartDisc(name="NGC-598-BKG", east=-52.0, north=-48.0, radius=REACH),),
            sources=sources,
        ),
    )
    return replace(plain, **changes)


def crowded(**changes: Any) -> SkySearch:
    """Return a search in a field where every position has a source at some angle."""
    found = search(seed=7, density=260, count=3)
    shares = (0.9137, 0.62, 0.004)
    arcs = (((0.0, 12.5), (100.0, 181.25), (350.0, 360.0)), ((104.0, 160.0),), ((110.0, 110.3),))
    return replace(
        found,
        target="TRUMPLER-14",
        science_targets=("TRUMPLER-14",),
        background_target="TRUMPLER-14-SKY",
        status="crowded",
        reason="every position has a source in the field at some angle",
        bound_arcsec=-1.2,
        first_clean_arcsec=341.7,
        looked_out_to_arcsec=600.0,
        suggestions=tuple(
            replace(
                one,
                margin_arcsec=-1.21 - at,
                clean=clean,
                clean_fraction=share,
                clean_dates=(("2027-03-01", "2027-04-12"), ("2027-09-03", "2027-09-03")),
            )
            for at, (one, share, clean) in enumerate(
                zip(found.suggestions, shares, arcs, strict=True)
            )
        ),
        **changes,
    )


def unchecked(**changes: Any) -> SkySearch:
    """Return a search for which no catalogue answered."""
    plain = SkySearch(
        target="HD-107146",
        science_targets=("HD-107146",),
        science_observations=(3, 4),
        background_observations=(),
        background_target=None,
        ra_deg=186.0,
        dec_deg=16.5,
        present="missing",
        status="not-checked",
        reason="AllWISE does not cover the searched area",
        searched=SEARCHED,
        missing=("AllWISE",),
    )
    return replace(plain, **changes)


def offset_only() -> SkySearch:
    """Return a search whose position is the current one: only the Offset would change."""
    found = search(seed=3, count=1)
    (one,) = found.suggestions
    moved = replace(one, special_offset=(12.3456, -4.5), remarks=("the imager is primary",))
    return replace(found, suggestions=(moved,))


def shared_sky() -> SkySearch:
    """Return a search for two science targets that share a background."""
    found = search(seed=11, density=60)
    assert found.chart is not None
    chart = replace(
        found.chart,
        science=(
            ChartDisc(name="ARP-220-W", east=0.0, north=0.0, radius=4.0),
            ChartDisc(name="ARP-220-E", east=70.0, north=20.0, radius=6.0),
        ),
        others=(ChartDisc(name="ARP-220-OUTFLOW", east=-80.0, north=60.0, radius=14.0),),
        present=(ChartDisc(name="ARP-220-BKG", east=900.0, north=-300.0, radius=REACH),),
    )
    return replace(
        found,
        target="ARP-220-W, ARP-220-E",
        science_targets=("ARP-220-W", "ARP-220-E"),
        science_observations=(5, 7),
        background_observations=(6,),
        background_target="ARP-220-BKG",
        chart=chart,
    )


def every_kind() -> Suggestions:
    """Return one search of each kind."""
    return Suggestions(
        targets=(search(), crowded(), unchecked(), offset_only(), shared_sky()), clean=(9, 11)
    )


_RA, _DEC = st.floats(0, 360, exclude_max=True), st.floats(-90, 90)
_LENGTH = st.floats(0, 1e5) | st.sampled_from([0.0, 1e-9, 30.0, 1e5])
_MARGIN = st.floats(-1e4, 1e4) | st.sampled_from([-0.0, -1e-9, -0.04, 21.21, 0.1 + 0.2])
_PLACE = st.floats(-1e5, 1e5)
_NUMBERS = st.lists(st.integers(1, 9999), max_size=15, unique=True).map(tuple)
_DAYS = st.dates().map(lambda day: day.isoformat())
_TEXTS = st.lists(TEXT, max_size=3).map(tuple)
_DISCS = st.lists(
    st.builds(ChartDisc, name=TEXT, east=_PLACE, north=_PLACE, radius=_LENGTH), max_size=4
).map(tuple)
_CLEAN = st.lists(
    st.tuples(st.floats(0, 360), st.floats(0, 360)).map(lambda pair: (min(pair), max(pair))),
    max_size=3,
).map(tuple)


def _some(flux: st.SearchStrategy[float]) -> st.SearchStrategy[float | None]:
    return st.none() | flux


POSITIONS = st.builds(
    SuggestedSky,
    ra_deg=_RA,
    dec_deg=_DEC,
    apt=TEXT,
    offset_arcsec=_LENGTH,
    position_angle_deg=st.floats(0, 360),
    margin_arcsec=_MARGIN,
    nearest=st.none()
    | st.builds(
        LimitingSource,
        designation=TEXT,
        catalogue=TEXT,
        ra_deg=_RA,
        dec_deg=_DEC,
        distance_arcsec=_LENGTH,
        radius_arcsec=_LENGTH,
    ),
    clean=st.none() | _CLEAN,
    clean_fraction=_some(st.floats(0, 1)),
    clean_dates=st.lists(st.tuples(_DAYS, _DAYS), max_size=6).map(tuple),
    special_offset=st.none() | st.tuples(_PLACE, _PLACE),
    remarks=_TEXTS,
)
SEARCHES = st.builds(
    SkySearch,
    target=TEXT,
    science_targets=_TEXTS,
    science_observations=_NUMBERS,
    background_observations=_NUMBERS,
    background_target=st.none() | TEXT,
    ra_deg=st.none() | _RA,
    dec_deg=st.none() | _DEC,
    present=st.sampled_from(["clean", "contaminated", "not-checked", "missing"]),
    status=st.sampled_from(["ok", "crowded", "not-checked"]),
    reason=st.none() | TEXT,
    searched=st.builds(Searched, inner_arcsec=_LENGTH, outer_arcsec=_LENGTH),
    bound_arcsec=_some(_MARGIN),
    first_clean_arcsec=_some(_LENGTH),
    looked_out_to_arcsec=_some(_LENGTH),
    suggestions=st.lists(POSITIONS, max_size=4).map(tuple),
    depths=st.lists(
        st.builds(
            CatalogueDepth,
            band=TEXT,
            wavelength_um=st.floats(0.6, 29),
            star_ujy=_some(st.floats(0, 1e9)),
            any_ujy=_some(st.floats(0, 1e9)),
        ),
        max_size=3,
    ).map(tuple),
    suppliers=_TEXTS,
    missing=_TEXTS,
    chart=st.none()
    | st.builds(
        SkyChart,
        reach=_LENGTH,
        science=_DISCS,
        present=_DISCS,
        sources=_DISCS,
        others=_DISCS,
    ),
)
SUGGESTIONS = st.builds(
    Suggestions, targets=st.lists(SEARCHES, max_size=3).map(tuple), clean=_NUMBERS
)
