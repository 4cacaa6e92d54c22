"""MIRI coronagraphy: level 2 only, for each mask and filter.

A set is two rolls on a star, 1 and 2, a reference star, 3, the sky of the star, 4, and that of the
reference star, 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aptcheck.testing import (
    Document,
    Link,
    coronagraph,
    group,
    image,
    mosaic,
    proposal,
    target,
    time_series,
)
from tests.oracle.of_modes.case import Case, Pairing
from tests.oracle.of_modes.mechanism import mechanism

__all__ = ["CASES"]

_pair = Pairing(make=coronagraph, both={})
_SERIES = {"special": [time_series()]}
_COMBINED = ["coron3 of 1 x1 + 2 x1 less 3 x1"]


def _set(
    *,
    star: Sequence[int] = (3,),
    reference: Sequence[int] = (4,),
    observed: Sequence[int] = (1, 2, 3, 4, 5),
    withdrawn: Sequence[int] = (),
    filters: Mapping[int, Sequence[str]] | None = None,
    links: Sequence[Link] = (group(1, 2, 3, 4, 5),),
) -> Document:
    forms: Sequence[tuple[int, dict[str, Any]]] = (
        (1, {"psf_references": [3]}),
        (1, {"psf_references": [3]}),
        (2, {"psf_reference": True}),
        (3, {"background_quadrant": "1", "dither": "NONE"}),
        (4, {"background_quadrant": "1", "dither": "NONE"}),
    )
    fields = {number: dict(form[1]) for number, form in enumerate(forms, 1)}
    for number in withdrawn:
        fields[number]["status"] = "WITHDRAWN"
    for number, own in (filters or {}).items():
        fields[number]["filters"] = own
    return proposal(
        targets=[
            target(1, "STAR", background=star, extended="NO"),
            target(2, "REFERENCE", background=reference, extended="NO", north=4000),
            target(3, "STAR-SKY", north=60),
            target(4, "REFERENCE-SKY", north=4060),
        ],
        observations=[
            coronagraph(number, forms[number - 1][0], **fields[number]) for number in observed
        ],
        links=links,
    )


CASES = {
    **mechanism(
        _pair,
        sky="2 x1",
        alone=[],
        readout="SLOWR1",
        elsewhere=image(2),
        says={"a science in the link that does not list the sky": ["BKG861 error"]},
    ),
    "a sky in two quadrants": Case(
        document=_pair(sky={"background_quadrant": "1", "dither": "NONE"}), level2={"1": "2 x2"}
    ),
    "the science dithered, the sky not": Case(
        document=_pair(science={"dither": "5-POINT-SMALL-GRID"}), level2={"1": "2 x1"}
    ),
    "the sky lacks a filter": Case(
        document=_pair(science={"filters": ["F1140C", "F1550C"]}),
        level2={"1 FOUR_QPM/F1140C": "2 x1", "1 FOUR_QPM/F1550C": "none"},
        says=["BKG203 error"],
    ),
    "another filter, and its subarray with it": Case(
        document=_pair(sky={"filters": ["F1065C"]}), level2={"1": "none"}, says=["BKG203 error"]
    ),
    "another mask": Case(
        document=_pair(sky={"filters": ["F2300C"]}), level2={"1": "none"}, says=["BKG203 error"]
    ),
    "a science mosaic of two tiles": Case(
        document=_pair(science={"tiles": mosaic(1, 2)}), level2={"1": "2 x1"}
    ),
    "the science is a time series": Case(
        document=_pair(science=_SERIES), level2={"1": "none"}, says=["BKG114 warning"]
    ),
    "a whole set": Case(
        document=_set(), level2={"1": "4 x2", "2": "4 x2", "3": "5 x2"}, level3=_COMBINED
    ),
    "a whole set, each star in its own link": Case(
        document=_set(links=[group(1, 2, 4), group(3, 5)]),
        level2={"1": "4 x2", "2": "4 x2", "3": "5 x2"},
        level3=_COMBINED,
    ),
    # Not subtracted from the reference, but subtracted otherwise. The undeclared sky has its own
    # rule.
    "a reference without a sky": Case(
        document=_set(reference=(), links=[group(1, 2, 4), group(3, 5)]),
        level2={"1": "4 x2", "2": "4 x2", "3": "none", "5": "none"},
        level3=_COMBINED,
        says=["BKG102 error", "BKG862 error"],
    ),
    "a roll that is not linked": Case(
        document=_set(links=[group(1, 3, 4, 5)]),
        level2={"1": "4 x2", "2": "none", "3": "5 x2"},
        level3=_COMBINED,
        says=["BKG104 error", "BKG862 error"],
    ),
    "a reference that lists nothing, in the link of the set": Case(
        document=_set(reference=(), observed=(1, 2, 3, 4), links=[group(1, 2, 3, 4)]),
        level2={"1": "4 x2", "2": "4 x2", "3": "none"},
        level3=_COMBINED,
        says=["BKG861 error", "BKG862 error"],
    ),
    "no sky at all": Case(
        document=_set(star=(), reference=(), observed=(1, 2, 3), links=[]),
        level2={"1": "none", "2": "none", "3": "none"},
        level3=_COMBINED,
        says=["BKG861 error", "BKG861 error"],
    ),
    "one sky of both stars": Case(
        document=_set(reference=(3,), observed=(1, 2, 3, 4), links=[group(1, 2, 3, 4)]),
        level2={"1": "4 x2", "2": "4 x2", "3": "4 x2"},
        level3=_COMBINED,
        says=["BKG864 warning"],
    ),
    "a reference in another filter": Case(
        document=_set(filters={3: ["F1550C"], 5: ["F1550C"]}),
        level2={"1": "4 x2", "2": "4 x2", "3": "5 x2"},
        level3=(),
        says=["BKG863 info"],
    ),
    "a reference that is withdrawn": Case(
        document=_set(withdrawn=(3,)),
        level2={"1": "4 x2", "2": "4 x2"},
        level3=(),
        says=["BKG863 info"],
    ),
}
