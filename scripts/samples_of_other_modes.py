"""The sample proposals of modes other than the MRS, written by `scripts.build_samples`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aptcheck.testing import (
    SKY_KEYWORD,
    Document,
    Target,
    coronagraph,
    group,
    ifu,
    ifu_exposure,
    image,
    image_dither,
    image_filter,
    lrs,
    proposal,
    target,
)

__all__ = ["SAMPLES"]


def blank(number: int, name: str, ra: float, dec: float, north: float, east: float = 0.0) -> Target:
    """Name an empty patch of sky, `north` and `east` arcseconds from a position."""
    return target(
        number, name, ra=ra, dec=dec, north=north, east=east,
        category="Calibration", keywords=[SKY_KEYWORD],
    )  # fmt: skip


def planet_and_reference_star(expected: str) -> Document:
    """Observe a planet behind the mask at two rolls, its reference star, and both backgrounds."""
    star, reference = (165.96630, -34.51211), (166.36120, -34.70060)
    ramp: dict[str, Any] = {"filters": ("F1140C",), "groups": 500}
    return proposal(
        program=4113,
        title="Ammonia in the atmosphere of a young giant planet",
        comment=expected,
        targets=[
            target(
                1, "TWA-27-LIKE", ra=star[0], dec=star[1], extended="NO", background=[3],
                category="Star", keywords=["Exoplanets"],
            ),
            target(
                2, "REFERENCE-STAR", ra=reference[0], dec=reference[1], extended="NO",
                category="Star", background=[4],
            ),
            blank(3, "STAR-SKY", *star, north=60, east=45),
            blank(4, "REFERENCE-SKY", *reference, north=-55, east=50),
        ],
        observations=[
            coronagraph(1, label="Roll 1", integrations=60, psf_references=[3], **ramp),
            coronagraph(2, 1, label="Roll 2", integrations=60, psf_references=[3], **ramp),
            coronagraph(
                3, 2, label="Reference star", integrations=60, psf_reference=True,
                dither="9-POINT-SMALL-GRID", **ramp,
            ),
            coronagraph(
                4, 3, label="Sky of the star", integrations=60, background_quadrant="1", **ramp
            ),
            coronagraph(
                5, 4, label="Sky of the reference", integrations=60, background_quadrant="1",
                **ramp,
            ),
        ],
        links=[group(1, 2, 3, 4, 5)],
    )  # fmt: skip


def jet_with_the_ifu(expected: str) -> Document:
    """Observe a jet with two gratings of the NIRSpec IFU; the background lacks one of them."""
    ra, dec = 68.38920, 24.47860
    both = (("G235H", "F170LP"), ("G395H", "F290LP"))
    return proposal(
        program=4114,
        title="Shocks along the jet of a young star",
        comment=expected,
        targets=[
            target(1, "HH-JET", ra=ra, dec=dec, category="ISM", background=[2]),
            blank(2, "HH-JET-SKY", ra, dec, north=70, east=40),
        ],
        observations=[
            ifu(1, label="Jet", settings=both),
            ifu(2, label="Jet background", settings=both[:1]),
        ],
        links=[group(1, 2)],
    )


def nebula_with_few_skies(expected: str) -> Document:
    """Image a nebula in three filters; the background has two of them, four exposures in each."""
    ra, dec = 274.70100, -13.80700
    four = (image_dither("4-Point-Sets", points=None, sets=1, optimized_for="EXTENDED SOURCE"),)
    return proposal(
        program=4115,
        title="Dust in the pillars of a nebula",
        comment=expected,
        targets=[
            target(1, "PILLARS", ra=ra, dec=dec, category="ISM", background=[2]),
            blank(2, "PILLARS-SKY", ra, dec, north=900, east=600),
        ],
        observations=[
            image(
                1, label="Pillars", dithers=four,
                exposures=[image_filter(name, groups=20) for name in ("F770W", "F1130W", "F2100W")],
            ),
            image(
                2, label="Blank sky", dithers=four,
                exposures=[image_filter(name, groups=20) for name in ("F770W", "F1130W")],
            ),
        ],
        links=[group(1, 2)],
    )  # fmt: skip


def disc_through_the_slit(expected: str) -> Document:
    """Observe a faint disc through the LRS slit, with a background of blank sky."""
    ra, dec = 246.59980, -24.41570
    ramp: dict[str, Any] = {"groups": 60, "integrations": 4, "dither": "NONE"}
    return proposal(
        program=4116,
        title="Ices in a faint edge-on disc",
        comment=expected,
        targets=[
            target(1, "EDGE-ON-DISC", ra=ra, dec=dec, category="Star", background=[2]),
            blank(2, "EDGE-ON-DISC-SKY", ra, dec, north=45, east=-30),
        ],
        observations=[
            lrs(1, label="Disc", **ramp),
            lrs(2, label="Disc background", acquisition="NONE", **ramp),
        ],
        links=[group(1, 2)],
    )


def galaxy_with_leaky_shutters(expected: str) -> Document:
    """Dither the IFU over a galaxy with a leakage calibration; the background has none."""
    ra, dec = 201.36510, -43.01910
    prism = ifu_exposure("PRISM", "CLEAR")
    leak = ifu_exposure("PRISM", "CLEAR", leakcal=True, dithered=False)
    return proposal(
        program=4117,
        title="Gas in the middle of a dusty galaxy",
        comment=expected,
        targets=[
            target(1, "DUSTY-GALAXY", ra=ra, dec=dec, category="Galaxy", background=[2]),
            blank(2, "DUSTY-GALAXY-SKY", ra, dec, north=-80, east=60),
        ],
        observations=[
            ifu(1, label="Galaxy", dither="CYCLING", points=4, exposures=[prism, leak]),
            ifu(2, label="Galaxy background", dither="4-POINT-NOD", points=None, exposures=[prism]),
        ],
        links=[group(1, 2)],
    )


def reference_star_without_sky(expected: str) -> Document:
    """Observe a disc behind the mask and its reference star; only the disc has a background."""
    star, reference = (190.73250, -39.90120), (191.24100, -40.17800)
    ramp: dict[str, Any] = {"filters": ("F1550C",), "groups": 200, "integrations": 20}
    return proposal(
        program=4118,
        title="A debris disc at 15 micron",
        comment=expected,
        targets=[
            target(
                1, "DISC-STAR", ra=star[0], dec=star[1], extended="NO", background=[3],
                category="Star",
            ),
            target(
                2, "REFERENCE-STAR", ra=reference[0], dec=reference[1], extended="NO",
                category="Star",
            ),
            blank(3, "DISC-STAR-SKY", *star, north=70, east=-50),
        ],
        observations=[
            coronagraph(1, label="Disc", psf_references=[2], **ramp),
            coronagraph(2, label="Reference star", psf_reference=True, **ramp),
            coronagraph(
                3, label="Sky of the disc", background_quadrant="1", dither="NONE",
                second_exposure="NO", **ramp,
            ),
        ],
        links=[group(1, 2, 3)],
    )  # fmt: skip


def protostar_nodded_along_the_slit(expected: str) -> Document:
    """Nod a protostar along the LRS slit, three exposures each, with a shorter background."""
    ra, dec = 277.49710, 1.22310
    ramp: dict[str, Any] = {"groups": 40, "dither": "ALONG SLIT NOD"}
    return proposal(
        program=4119,
        title="The hot corino of a protostar",
        comment=expected,
        targets=[
            target(1, "PROTOSTAR", ra=ra, dec=dec, extended="NO", category="Star", background=[2]),
            blank(2, "PROTOSTAR-SKY", ra, dec, north=50, east=35),
        ],
        observations=[
            lrs(1, label="Protostar", count=3, **ramp),
            lrs(2, label="Protostar background", acquisition="NONE", **ramp),
        ],
        links=[group(1, 2)],
    )


SAMPLES: dict[Callable[[str], Document], str] = {
    planet_and_reference_star: """
        SKY105 info proposal
    """,
    jet_with_the_ifu: """
        BKG203 error observation 2
        SKY105 info proposal
    """,
    nebula_with_few_skies: """
        BKG203 error observation 2
        BKG303 warning observation 2
        BKG601 info observation 2
    """,
    galaxy_with_leaky_shutters: """
        BKG410 error observation 2
        BKG851 warning observation 2
        SKY105 info proposal
    """,
    reference_star_without_sky: """
        BKG411 warning observation 3
        BKG861 error observation 2
        BKG862 error observation 2
        SKY105 info proposal
    """,
    protostar_nodded_along_the_slit: """
        BKG301 info observation 2
        BKG303 info observation 2
        BKG414 warning observation 2
        SKY105 info proposal
    """,
    disc_through_the_slit: """
        BKG403 warning observation 2
        ORI101 error observation 2
        SKY105 info proposal
    """,
}
"""Each with its expected findings: code, severity, place."""
