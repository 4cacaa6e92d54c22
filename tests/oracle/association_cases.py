"""Small proposals, each with the observed result of the association generator."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from aptcheck.testing import (
    GRATINGS,
    Document,
    group,
    mosaic,
    mrs,
    offset,
    other,
    pair,
    proposal,
    target,
    time_series,
)
from tests.oracle.pools import Attached


@dataclass(frozen=True, kw_only=True)
class Case:
    """A proposal, its attached backgrounds, and the target groups its XML cannot show."""

    document: Document
    attached: Attached
    target_groups: Sequence[frozenset[int]] = ()


def every(
    science: int,
    *skies: int,
    gratings: Collection[str] = GRATINGS,
    arms: Collection[str] = ("LONG", "SHORT"),
) -> Attached:
    """Attach the same observations in all settings of these gratings and arms."""
    return {(science, (grating, arm)): frozenset(skies) for grating in gratings for arm in arms}


def _three(*, links: Sequence[Any], third: int | str = 2, **changes: Any) -> Document:
    """Add a third observation to the pair, by default of its background target."""
    return pair(links=links, more_observations=[mrs(3, third)], **changes)


def loose(*numbers: int) -> Any:
    """Group observations within 7 days."""
    return group(*numbers, sequence=False, non_interruptible=False, time="7 Days")


SHARED = [target(3, "NGC-2", background=[2])]

CASES = {
    "linked and declared": Case(document=pair(), attached=every(1, 2)),
    "linked, in no sequence and interruptible": Case(
        document=pair(link={"sequence": False, "non_interruptible": False, "time": "2 Days"}),
        attached={},
    ),
    "linked, in no sequence, but non-interruptible": Case(
        document=pair(link={"sequence": False}), attached=every(1, 2)
    ),
    "a loose group over held pairs": Case(
        document=pair(
            both={"gratings": ["SHORT"]},
            more_observations=[mrs(3, 1, gratings=["LONG"]), mrs(4, 2, gratings=["LONG"])],
            links=[group(1, 2), group(3, 4), loose(1, 2, 3, 4)],
        ),
        attached=every(1, 2, gratings=["SHORT"]) | every(3, 4, gratings=["LONG"]),
    ),
    "a loose group with the only sky of a grating": Case(
        document=pair(
            sky={"gratings": ["SHORT"]},
            more_observations=[mrs(3, 2, gratings=["MEDIUM", "LONG"])],
            links=[group(1, 2), loose(1, 2, 3)],
        ),
        attached=every(1, 2, gratings=["SHORT"]),
    ),
    "a sky in two links with a science observation": Case(
        document=pair(links=[group(1, 2), group(2, 1)]), attached=every(1, 2)
    ),
    "a chain: two science observations, each in its own link with one sky": Case(
        document=_three(third=1, links=[group(1, 2), group(2, 3)]),
        attached=every(1, 2) | every(3, 2),
    ),
    "two tiles of one target in a link with their sky": Case(
        document=_three(third=1, links=[group(1, 2, 3)]), attached=every(1, 2) | every(3, 2)
    ),
    "a sky by Offset on the science target": Case(
        document=proposal(
            targets=[target()],
            observations=[mrs(1), mrs(2, 1, label="NGC-1 BKG", special=[offset(60, 60)])],
            links=[group(1, 2)],
        ),
        attached={},
    ),
    "declared, not linked": Case(document=pair(links=[]), attached={}),
    "linked, not declared": Case(
        document=pair(science_target={"background": []}), attached={}
    ),
    "a list, the checkbox cleared": Case(
        document=pair(science_target={"required": False}), attached=every(1, 2)
    ),
    "the sky has one of three gratings": Case(
        document=pair(sky={"gratings": ["SHORT"]}), attached=every(1, 2, gratings=["SHORT"])
    ),
    "Ngroups 40 against 7": Case(
        document=pair(science={"groups": 40}, sky={"groups": 7}), attached=every(1, 2)
    ),
    "the readout differs": Case(document=pair(sky={"readout": "SLOWR1"}), attached=every(1, 2)),
    "all gratings in one row of the science": Case(
        document=pair(science={"gratings": ["ALL"]}), attached=every(1, 2)
    ),
    "one target on both sides": Case(
        document=pair(science_target={"background": [1]}, sky={"target": 1}), attached={}
    ),
    "the target lists itself and its sky": Case(
        document=pair(science_target={"background": [1, 2]}), attached={}
    ),
    "the two targets list each other": Case(
        document=pair(sky_target={"background": [1]}), attached={}
    ),
    "the sky lists a sky of its own": Case(
        document=pair(
            sky_target={"background": [3]},
            more_targets=[target(3, "FARTHER-SKY", north=200)],
            more_observations=[mrs(3)],
            links=[group(1, 2, 3)],
        ),
        attached=every(1, 2),
    ),
    "the subarray differs": Case(
        document=pair(
            sky={"subarray": "SUB128", "subarray_long": "SUB128", "subarray_short": "SUB128"}
        ),
        attached={},
    ),
    "the subarray of one arm differs": Case(
        document=pair(sky={"subarray_short": "SUB128"}), attached=every(1, 2, arms=["LONG"])
    ),
    "the science is a time series": Case(
        document=pair(science={"special": [time_series()]}), attached={}
    ),
    "the sky is a time series": Case(
        document=pair(sky={"special": [time_series()]}), attached={}
    ),
    "the sky is in another template": Case(
        document=proposal(
            targets=[target(background=[2]), target(2, "NGC-1-SKY", north=90)],
            observations=[mrs(1), other(2, "MiriImaging")],
            links=[group(1, 2)],
        ),
        attached={},
    ),
    "the sky is the imager alone": Case(document=pair(sky={"detector": "IMAGER"}), attached={}),
    "both image beside the spectra": Case(
        document=pair(both={"imaging": "F1000W"}), attached=every(1, 2)
    ),
    "only the science images": Case(
        document=pair(science={"imaging": "F1000W"}), attached=every(1, 2)
    ),
    "only the sky images": Case(document=pair(sky={"imaging": "F1000W"}), attached=every(1, 2)),
    "both image with other filters": Case(
        document=pair(science={"imaging": "F770W"}, sky={"imaging": "F1000W"}),
        attached=every(1, 2),
    ),
    "gratings split over two sky observations": Case(
        document=pair(
            sky={"gratings": ["SHORT"]},
            more_observations=[mrs(3, 2, gratings=["MEDIUM", "LONG"])],
            links=[group(1, 2, 3)],
        ),
        attached=every(1, 2, gratings=["SHORT"]) | every(1, 3, gratings=["MEDIUM", "LONG"]),
    ),
    "the sky is observed before and after": Case(
        document=_three(links=[group(2, 1, 3)]), attached=every(1, 2, 3)
    ),
    "a third observation of the sky, not linked": Case(
        document=_three(links=[group(1, 2)]), attached=every(1, 2)
    ),
    "two sky targets": Case(
        document=_three(
            third=3,
            links=[group(1, 2, 3)],
            science_target={"background": [2, 3]},
            more_targets=[target(3, "OTHER-SKY", north=-90)],
        ),
        attached=every(1, 2, 3),
    ),
    "two sky targets, one of them not linked": Case(
        document=_three(
            third=3,
            links=[group(1, 2)],
            science_target={"background": [2, 3]},
            more_targets=[target(3, "OTHER-SKY", north=-90)],
        ),
        attached=every(1, 2),
    ),
    "two sciences share a sky": Case(
        document=_three(third=3, links=[group(1, 2, 3)], more_targets=SHARED),
        attached=every(1, 2) | every(3, 2),
    ),
    "two sciences share a sky, each by its own link": Case(
        document=_three(third=3, links=[group(1, 2), group(2, 3)], more_targets=SHARED),
        attached=every(1, 2) | every(3, 2),
    ),
    "a second science on the target, not linked": Case(
        document=_three(third=1, links=[group(1, 2)]), attached=every(1, 2)
    ),
    "a science in the link that does not list the sky": Case(
        document=_three(third=3, links=[group(1, 2, 3)], more_targets=[target(3, "NGC-2")]),
        attached=every(1, 2),
    ),
    "science and sky are mosaics": Case(
        document=pair(science={"tiles": mosaic(2, 2, removed=[3])}, sky={"tiles": mosaic(1, 2)}),
        attached=every(1, 2),
    ),
    "the sky is withdrawn": Case(document=pair(sky={"status": "WITHDRAWN"}), attached={}),
    "one visit of the sky is withdrawn": Case(
        document=pair(sky={"visits": 2, "status": ["WITHDRAWN", "COMPLETED"]}),
        attached=every(1, 2),
    ),
    "a target group holds both, without a link": Case(
        document=pair(links=[]), attached=every(1, 2), target_groups=[frozenset({1, 2})]
    ),
}  # fmt: skip
