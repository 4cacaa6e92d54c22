"""Write the sample proposals: `python -m scripts.build_samples`.

Each sample is a realistic proposal, as .xml and as .aptx; a comment in it says what aptcheck must
find. The programmes are invented; where a famous object is named, its position is real. The sources
in their background fields are in the synthetic catalogues of the lock in the same folder (`python
-m scripts.sample_lock`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aptcheck.testing import (
    GRATINGS,
    SKY_KEYWORD,
    Document,
    Link,
    Observation,
    Target,
    dither,
    exposure,
    group,
    mosaic,
    moving,
    mrs,
    offset,
    orient_range,
    proposal,
    target,
)
from scripts.samples_of_other_modes import SAMPLES as OTHER_MODES

FOLDER = Path(__file__).resolve().parent.parent / "sample_proposals"
ACQUIRED = "Same Target as Observation"
POINT = (dither("4-Point", "POINT SOURCE"),)
SLOW_AND_DEEP = [
    exposure("SHORT", groups=25, readout="SLOWR1", count=2),
    exposure("MEDIUM", groups=25, readout="SLOWR1", count=2),
    exposure("LONG", groups=30, readout="SLOWR1", count=2),
]
BLANK: dict[str, Any] = {"category": "Calibration", "keywords": [SKY_KEYWORD]}


def blank(number: int, name: str, ra: float, dec: float, north: float, east: float = 0.0) -> Target:
    """Name an empty patch of sky, `north` and `east` arcseconds from a position."""
    return target(number, name, ra=ra, dec=dec, north=north, east=east, **BLANK)


def isolated_point_source(expected: str) -> Document:
    """Observe a bright quasar: point-source dither, acquisition, and correctly no background."""
    return proposal(
        program=4101,
        title="Silicate emission and hot dust in the quasar PG 1211+143",
        comment=expected,
        targets=[
            target(
                1, "PG1211+143", ra=183.57357, dec=14.05356, extended="NO",
                keywords=["Active galactic nuclei", "Quasars"],
            )
        ],
        observations=[
            mrs(1, label="PG1211+143 MRS", dithers=POINT, acquisition=ACQUIRED, groups=40)
        ],
    )  # fmt: skip


def linked_extended_source(expected: str) -> Document:
    """Observe the standard pair: a merger and its background, linked, equal, dithered."""
    ra, dec = 233.73856, 23.50321
    return proposal(
        program=4102,
        title="Warm molecular gas around the two buried nuclei of Arp 220",
        comment=expected,
        targets=[
            target(1, "ARP-220", ra=ra, dec=dec, background=[2], keywords=["Infrared galaxies"]),
            blank(2, "ARP-220-SKY", ra, dec, north=85, east=40),
        ],
        observations=[
            mrs(1, label="Arp 220", groups=20),
            mrs(2, label="Arp 220 background", groups=20),
        ],
        links=[group(1, 2)],
    )


def faint_extended_equal_depth(expected: str) -> Document:
    """Observe a faint nebula with an equally deep background for pixel-by-pixel subtraction."""
    ra, dec = 334.37060, 0.21720
    return proposal(
        program=4103,
        title="Does dust survive in a Lyman-alpha blob at redshift 3?",
        comment=expected,
        targets=[
            target(
                1, "SSA22-NEBULA", ra=ra, dec=dec, background=[2],
                keywords=["High-redshift galaxies"],
            ),
            blank(2, "SSA22-BLANK", ra, dec, north=-70, east=55),
        ],
        observations=[
            mrs(1, label="Nebula, deep", exposures=SLOW_AND_DEEP),
            mrs(2, label="Blank field, as deep", exposures=SLOW_AND_DEEP),
        ],
        links=[group(1, 2)],
    )  # fmt: skip


def mosaic_sharing_one_sky(expected: str) -> Document:
    """Observe two mosaics on the Horsehead with one shared background, outside the cloud."""
    ra, dec = 85.24583, -2.45833
    return proposal(
        program=4104,
        title="From atomic to molecular: two cuts across the Horsehead",
        comment=expected,
        targets=[
            target(1, "HORSEHEAD-PDR", ra=ra, dec=dec, category="ISM", background=[3]),
            target(
                2, "HORSEHEAD-JAW", ra=ra, dec=dec, north=-40, east=25, category="ISM",
                background=[3],
            ),
            blank(3, "HORSEHEAD-OFF", ra, dec, north=0, east=-1150),
        ],
        observations=[
            mrs(1, label="PDR, 3 x 2 tiles", tiles=mosaic(3, 2), groups=12),
            mrs(2, target=3, label="Off position", groups=12),
            mrs(3, target=2, label="Jaw, 2 x 2 tiles", tiles=mosaic(2, 2), groups=12),
        ],
        links=[group(1, 2, 3)],
    )  # fmt: skip


def imager_primary(expected: str) -> Document:
    """Put the imager on the target while the MRS takes the background."""
    star: dict[str, Any] = {
        "ra": 184.77672,
        "dec": 16.54893,
        "category": "Star",
        "proper_motion": (-174.16, -148.90),
        "epoch": 2000,
        "parallax": 0.0365,
    }
    with_images = [
        exposure(grating, groups=20, imaging="F1000W", imaging_groups=12) for grating in GRATINGS
    ]
    return proposal(
        program=4105,
        title="The debris disc of HD 107146 in spectra and in images",
        comment=expected,
        targets=[
            target(1, "HD-107146", background=[2], **star),
            target(2, "HD-107146-CLONE", **star),
        ],
        observations=[
            mrs(1, label="MRS on the disc", exposures=with_images),
            mrs(
                2,
                label="Imager on the disc, MRS on sky",
                primary="IMAGER",
                dithers=[dither("4-Point", "BACKGROUND")],
                exposures=with_images,
            ),
        ],
        links=[group(1, 2)],
    )


def star_in_the_background(expected: str) -> Document:
    """Observe an edge-on disc whose background has a star in it, according to the lock."""
    ra, dec = 68.31875, 22.88900
    return proposal(
        program=4108,
        title="Ices in the edge-on disc of the Butterfly Star",
        comment=expected,
        targets=[
            target(
                1, "IRAS-04302+2247", ra=ra, dec=dec, category="Star", background=[2],
                keywords=["Protoplanetary disks"],
            ),
            blank(2, "IRAS-04302-SKY", ra, dec, north=-60, east=45),
        ],
        observations=[
            mrs(1, label="Butterfly Star", groups=30),
            mrs(2, label="Butterfly Star background", groups=30),
        ],
        links=[group(1, 2)],
    )  # fmt: skip


def moving_target(expected: str) -> Document:
    """Observe Titan with a background one arcminute away, and Callisto without one."""
    return proposal(
        program=4106,
        title="Seasonal hydrocarbons on Titan, with Callisto for comparison",
        comment=expected,
        targets=[
            moving(1, "TITAN", background=[2]),
            moving(2, "TITAN-SKY", body="TITAN"),
            moving(3, "CALLISTO"),
        ],
        observations=[
            mrs(1, label="Titan", groups=8),
            mrs(2, label="Titan sky", groups=8, special=[offset(60, 0)]),
            mrs(3, label="Callisto", groups=6),
        ],
        links=[group(1, 2)],
    )


def impossible_angles(expected: str) -> Document:
    """Observe three eruptive stars at angles that never occur, never together, and are allowed."""
    fu_ori: dict[str, Any] = {"ra": 86.34318, "dec": 9.07008, "category": "Star"}
    v1057 = 314.72388, 44.25789
    v883 = 84.57542, -7.04056
    imaging: dict[str, Any] = {"groups": 16, "imaging": "F1500W", "imaging_groups": 10}
    return proposal(
        program=4109,
        title="Silicates in three eruptive young stars, along their jets",
        comment=expected,
        targets=[
            target(1, "FU-ORI", background=[2], **fu_ori),
            target(2, "FU-ORI-CLONE", **fu_ori),
            target(3, "V1057-CYG", ra=v1057[0], dec=v1057[1], category="Star", background=[4]),
            blank(4, "V1057-CYG-SKY", *v1057, north=75, east=-30),
            target(5, "V883-ORI", ra=v883[0], dec=v883[1], category="Star", background=[6]),
            blank(6, "V883-ORI-SKY", *v883, north=-80, east=20),
        ],
        observations=[
            mrs(1, label="FU Ori", **imaging),
            mrs(
                2,
                label="Imager on FU Ori at an angle it never has",
                primary="IMAGER",
                dithers=[dither("4-Point", "BACKGROUND")],
                special=[orient_range(170, 190)],
                **imaging,
            ),
            mrs(3, label="V1057 Cyg", special=[orient_range(60, 75)]),
            mrs(4, label="V1057 Cyg sky in another season", special=[orient_range(240, 255)]),
            mrs(5, label="V883 Ori", special=[orient_range(265, 100)]),
            mrs(6, label="V883 Ori sky", special=[orient_range(265, 100)]),
        ],
        links=[group(1, 2), group(3, 4), group(5, 6)],
    )


def high_declinations(expected: str) -> Document:
    """Observe a nebula in the continuous viewing zone and a cloud near the pole, both too close."""
    cat_eye = 269.63921, 66.63298
    flare = 29.50000, 87.65000
    imaging: dict[str, Any] = {"groups": 14, "imaging": "F1130W", "imaging_groups": 8}
    return proposal(
        program=4110,
        title="Shocked gas in the Cat's Eye and in the Polaris Flare",
        comment=expected,
        targets=[
            target(1, "NGC-6543", ra=cat_eye[0], dec=cat_eye[1], category="ISM", background=[2]),
            target(
                2, "NGC-6543-KNOT", ra=cat_eye[0], dec=cat_eye[1], north=-66, east=34,
                category="ISM",
            ),
            target(3, "POLARIS-FLARE", ra=flare[0], dec=flare[1], category="ISM", background=[4]),
            blank(4, "POLARIS-FLARE-OFF", *flare, north=8, east=-7),
        ],
        observations=[
            mrs(1, label="Cat's Eye", **imaging),
            mrs(
                2,
                label="Imager on the knot, MRS round it",
                primary="IMAGER",
                dithers=[dither("4-Point", "BACKGROUND")],
                **imaging,
            ),
            mrs(3, label="Polaris Flare", groups=40),
            mrs(4, label="Polaris Flare off", groups=40),
        ],
        links=[group(1, 2), group(3, 4)],
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Slip:
    """One target of such a programme, and what its proposer got wrong."""

    name: str
    target: dict[str, Any] = field(default_factory=dict)
    sky_target: dict[str, Any] | None = field(default_factory=dict)
    sky: dict[str, Any] | None = field(default_factory=dict)
    link: dict[str, Any] | None = field(default_factory=dict)


SLIPS = (
    Slip(name="SHORT-RAMP", sky={"groups": 14}),
    Slip(name="ACQ-ON-SKY", sky={"acquisition": ACQUIRED}),
    Slip(name="NOT-LINKED", link=None),
    Slip(name="INTERRUPTED", link={"non_interruptible": False, "time": "2 Days"}),
    Slip(name="LOST-GRATING", sky={"gratings": ["SHORT", "MEDIUM"]}),
    Slip(name="NOT-LISTED", target={"background": []}),
    Slip(name="OTHER-READOUT", sky={"readout": "SLOWR1"}),
    Slip(name="ONE-POSITION", sky={"dithers": [], "dither": "None"}),
    Slip(name="NO-SKY-OBS", sky=None, link=None),
    Slip(name="SAME-PLACE", sky_target={"north": 3.0}),
    Slip(
        name="EMPTY-LIST",
        target={"background": [], "required": True},
        sky_target=None,
        sky=None,
        link=None,
    ),
    Slip(name="NO-SKY", target={"background": []}, sky_target=None, sky=None, link=None),
)

FIXABLE = (
    Slip(name="SHORT-RAMP", sky={"groups": 14}),
    Slip(name="ACQ-ON-SKY", sky={"acquisition": ACQUIRED}),
    Slip(name="POINTLIKE", sky_target={"extended": "NO"}),
    Slip(name="NO-CHECKBOX", target={"required": False}),
    Slip(name="INTERRUPTED", link={"non_interruptible": False, "time": "2 Days"}),
    Slip(
        name="OWN-ENTRY",
        target={"background": []},
        sky_target=None,
        sky={"target": 11, "special": [offset(70, 40)]},
    ),
    Slip(name="LOST-GRATING", sky={"gratings": ["SHORT", "MEDIUM"]}),
    Slip(name="NOT-LINKED", link=None),
    Slip(name="ONE-POSITION", sky={"dithers": [], "dither": "None"}),
)
"""Five that are safe to fix, then four that the proposer must decide."""


def broken(expected: str) -> Document:
    """Observe twelve jets, each with a slip that proposers make the night before the deadline."""
    return slipped(
        SLIPS,
        program=4107,
        title="Twelve protostellar jets, each with its own slip",
        comment=expected,
        ra=52.10,
        dec=30.20,
    )


def slips_to_fix(expected: str) -> Document:
    """Observe nine globules, each with a slip that `aptcheck fix` can fix."""
    return slipped(
        FIXABLE,
        program=4111,
        title="Ices in nine dark globules, each with a slip that a program can fix",
        comment=expected,
        ra=289.60,
        dec=11.30,
    )


def slipped(
    slips: Sequence[Slip], *, program: int, title: str, comment: str, ra: float, dec: float
) -> Document:
    """Observe a target for each slip, with its background."""
    targets: list[Target] = []
    observations: list[Observation] = []
    links: list[Link] = []
    for place, slip in enumerate(slips):
        science, sky = 2 * place + 1, 2 * place + 2
        at = {"ra": round(ra + 0.55 * place, 2), "dec": round(dec + 0.21 * place, 2)}
        jet = {"number": science, "name": slip.name, "category": "ISM", "background": [sky]}
        targets.append(target(**{**jet, **at, **slip.target}))
        observations.append(mrs(science, label=slip.name, groups=24))
        if slip.sky_target is not None:
            place_of_sky = {"number": sky, "name": f"{slip.name}-SKY", "north": 80.0}
            targets.append(target(**{**place_of_sky, **BLANK, **at, **slip.sky_target}))
        if slip.sky is not None:
            equal: dict[str, Any] = {"number": sky, "label": f"{slip.name} sky", "groups": 24}
            observations.append(mrs(**equal | slip.sky))
        if slip.link is not None:
            links.append(group(science, sky, **slip.link))
    return proposal(
        program=program,
        title=title,
        comment=comment,
        targets=targets,
        observations=observations,
        links=links,
    )


SAMPLES: dict[Callable[[str], Document], str] = {
    isolated_point_source: "",
    linked_extended_source: """
        SKY105 info proposal
    """,
    faint_extended_equal_depth: """
        SKY105 info proposal
    """,
    mosaic_sharing_one_sky: """
        BKG601 info observation 2
        SKY105 info proposal
    """,
    imager_primary: """
        ORI101 error observation 2
        ORI104 info observation 2
        SKY105 info proposal
        BKG804 info observation 2
        BKG807 info observation 2
    """,
    star_in_the_background: """
        SKY101 error observation 2
        SKY105 info proposal
    """,
    moving_target: """
        BKG904 warning observation 3
        ORI106 info observation 2
        SKY104 info observation 2
    """,
    impossible_angles: """
        ORI105 error observation 2
        BKG804 info observation 2
        BKG806 info observation 1
        BKG807 info observation 2
        BKG702 error observation 4
        SKY104 info observation 2
        SKY104 info observation 4
        SKY105 info proposal
    """,
    high_declinations: """
        ORI103 error observation 2
        BKG801 warning observation 2
        BKG804 info observation 2
        BKG807 info observation 2
        BKG602 warning observation 4
        SKY105 info proposal
    """,
    broken: """
        BKG201 error observation 2
        BKG501 error observation 4
        BKG104 error observation 6
        BKG105 error observation 8
        BKG203 error observation 10
        BKG102 error observation 12
        BKG202 error observation 14
        BKG302 info observation 14
        BKG403 warning observation 16
        BKG101 error observation 17
        BKG603 error observation 20
        BKG103 error observation 21
        BKG901 warning observation 23
        SKY105 info proposal
    """,
    slips_to_fix: """
        BKG201 error observation 2
        BKG501 error observation 4
        BKG502 info observation 6
        BKG103 warning observation 7
        BKG105 error observation 10
        BKG102 error observation 12
        BKG203 error observation 14
        BKG104 error observation 16
        BKG403 warning observation 18
        SKY105 info proposal
    """,
}
"""Each sample with its expected findings: code, severity, place."""


def documents() -> dict[str, Document]:
    """Return every sample by its name."""
    built: dict[str, Document] = {}
    for write, findings in (SAMPLES | OTHER_MODES).items():
        lines = [line.strip() for line in findings.split("\n") if line.strip()] or ["nothing"]
        name = write.__name__.replace("_", "-")
        built[name] = write("\n".join(f"expect: {line}" for line in lines))
    return built


def main() -> None:
    """Write both forms of every sample."""
    for name, document in documents().items():
        document.write(FOLDER / f"{name}.xml")
        document.write(FOLDER / f"{name}.aptx")


if __name__ == "__main__":
    main()
