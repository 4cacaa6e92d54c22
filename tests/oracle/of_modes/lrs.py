"""MIRI LRS: with the slit, where nods compete with the sky, and without it.

Level 2 knows two associations of a nodded science exposure, one with its nods and one with the sky.
Both have the same product name, and the one with more members is kept: the sky if it has more
exposures than the science has at the other nods, the nods if it has fewer; if it has equally many,
both stay.
"""

from __future__ import annotations

from aptcheck.testing import group, image, lrs, mosaic, time_series
from tests.oracle.of_modes.case import Case, Pairing
from tests.oracle.of_modes.mechanism import mechanism
from tests.oracle.pools import Row

__all__ = ["MAPPED", "PAIR", "SLIT", "SLITLESS"]

MAPPING = {"dither": "MAPPING", "steps": (2, 2)}
ONE = {"dither": "NONE"}
_SERIES = {"special": [time_series()]}
PAIR = Pairing(make=lrs, both={})
MAPPED = Pairing(make=lrs, both=MAPPING)
_bare = Pairing(make=lrs, both={"subarray": "SLITLESSPRISM"})
_timed = Pairing(make=lrs, both={"subarray": "SLITLESSPRISM", **_SERIES})

_FIRST = "attached, though it is elsewhere on the detector"
#: The x1d of the nods and of the sky.
_SPEC3 = ["spec3 of 1 x2 with 1 x2 + 2 x2"]


def _reversed(rows: list[Row]) -> list[Row]:
    """Put the sky first, as if it had the lower number."""
    return rows[::-1]


#: The sky has more exposures than the nods, whatever else differs.
_REPLACED = ["BKG414 info"]
_BESIDE: dict[str, list[str]] = {
    "linked and declared": _REPLACED,
    "Ngroups differ": _REPLACED,
    "the readout differs": _REPLACED,
    "Nint differs": _REPLACED,
    "grouped, in no sequence": _REPLACED,
    "a list, the checkbox cleared": ["BKG103 warning", *_REPLACED],
    "a second science observation, not linked": ["BKG104 error", *_REPLACED],
    "a science in the link that does not list the sky": ["BKG117 error", *_REPLACED],
}
#: A map has no product of level 3, with or without a sky.
_MAP = ["BKG413 warning"]

SLIT = {
    **mechanism(
        PAIR,
        sky="2 x2",
        own="1 x1",
        level3=_SPEC3,
        alone=["spec3 of 1 x2 with 1 x2", "spec3 of 2 x2"],
        readout="SLOWR1",
        elsewhere=lrs(2, subarray="SLITLESSPRISM"),
        says=_BESIDE,
    ),
    "nod, sky mapped": Case(document=PAIR(sky=MAPPING), level2={"1": "2 x4"}, says=_REPLACED),
    "nod taken twice, two skies": Case(
        document=PAIR(
            science={"count": 2}, more=[PAIR.another(3, 2)], links=[group(1, 2), group(1, 3)]
        ),
        level2={"1": "2 x2 + 3 x2"},
        level3=None,
        says=_REPLACED,
    ),
    "nod taken twice, a second sky in another subarray": Case(
        document=PAIR(
            science={"count": 2},
            more=[PAIR.another(3, 2, subarray="SUBSLIT")],
            links=[group(1, 2, 3)],
        ),
        level2={"1": "1 x2 or 2 x2"},
        level3=None,
        says=["BKG414 warning"],
    ),
    "nod, one sky exposure": Case(
        document=PAIR(sky=ONE), level2={"1": "1 x1 or 2 x1"}, says=["BKG414 warning"]
    ),
    "nod taken twice, as many on the sky": Case(
        document=PAIR(science={"count": 2}),
        level2={"1": "1 x2 or 2 x2"},
        level3=["spec3 of 1 x4 with 1 x4 + 2 x2"],
        says=["BKG414 warning"],
    ),
    "nod taken thrice, fewer on the sky": Case(
        document=PAIR(science={"count": 3}),
        level2={"1": "1 x3"},
        level3=["spec3 of 1 x6 with 1 x6 + 2 x2"],
        says=["BKG414 warning"],
    ),
    "mapped on both sides": Case(
        document=MAPPED(),
        level2={"1": "2 x4"},
        alone=["spec3 of 2 x4"],
        says=_MAP,
    ),
    "mapped, sky nodded": Case(document=PAIR(science=MAPPING), level2={"1": "2 x2"}, says=_MAP),
    "mapped, without a sky": Case(
        document=MAPPED(science_target={"background": []}, taken=False, links=[]),
        level2={"1": "none"},
        alone=[],
        says=["BKG413 info"],
        apart="no background is meant",
    ),
    "undithered on both sides": Case(
        document=PAIR(both=ONE), level2={"1": "2 x1"}, alone=["spec3 of 2 x1"]
    ),
    "the sky undithered, the science mapped": Case(
        document=PAIR(science=MAPPING, sky=ONE), level2={"1": "2 x1"}, says=_MAP
    ),
    "another subarray, with the slit": Case(
        document=PAIR(both=ONE, sky={"subarray": "SUBSLIT"}),
        level2={"1": "none"},
        says=["BKG205 error"],
    ),
    "a sky without the slit": Case(
        document=PAIR(both=ONE, sky={"subarray": "SLITLESSPRISM"}),
        level2={"1": "none"},
        says=["BKG111 error"],
    ),
    # The generator does not compare anything with a sky that starts the association.
    "a sky without the slit, taken first": Case(
        document=PAIR(both=ONE, sky={"subarray": "SLITLESSPRISM"}),
        level2={"1": "2 x1"},
        says=["BKG111 error"],
        apart=_FIRST,
        rows=_reversed,
    ),
    "another subarray, with the slit, taken first": Case(
        document=PAIR(both=ONE, sky={"subarray": "SUBSLIT"}),
        level2={"1": "2 x1"},
        says=["BKG205 error"],
        apart=_FIRST,
        rows=_reversed,
    ),
    "a science mosaic of two tiles, mapped": Case(
        document=MAPPED(science={"tiles": mosaic(1, 2)}), level2={"1": "2 x4"}, says=_MAP
    ),
    # The nods of all tiles count.
    "a science mosaic of two tiles, nodded": Case(
        document=PAIR(science={"tiles": mosaic(1, 2)}),
        level2={"1": "1 x2 or 2 x2"},
        level3=["spec3 of 1 x4 with 1 x4 + 2 x2"],
        says=["BKG414 warning"],
    ),
    "the science is a time series": Case(
        document=PAIR(both=ONE, science=_SERIES),
        level2={"1": "2 x1"},
        alone=["spec3 of 2 x1", "tso3 of 1 x1"],
        says=["BKG114 warning"],
        apart="attached, and skipped by the step as in every time series",
    ),
}

_SEEN = ["BKG114 info"]
#: Whatever the links, nothing is subtracted without the slit: one info says so.
_SAID: dict[str, list[str]] = {
    "linked and declared": _SEEN,
    "Ngroups differ": _SEEN,
    "the readout differs": _SEEN,
    "Nint differs": _SEEN,
    "grouped, in no sequence": _SEEN,
    "not linked": _SEEN,
    "linked, but interruptible": _SEEN,
    "linked, not declared": [],
    "the checkbox ticked, the list empty": ["BKG103 warning"],
    "a list, the checkbox cleared": ["BKG103 warning", "BKG114 info"],
    "the sky is never observed": [],
    "the sky is withdrawn": [],
    "the sky is in another mode": ["BKG111 warning"],
    "one target on both sides": ["BKG112 error"],
    "the two targets list each other": ["BKG109 error", "BKG114 info"],
    "a second science observation, not linked": _SEEN,
    "a science in the link that does not list the sky": _SEEN,
}

SLITLESS = {
    **mechanism(
        _bare,
        sky="2 x1",
        alone=[],
        readout="SLOWR1",
        elsewhere=lrs(2, dither="NONE"),
        says=_SAID,
    ),
    "both are time series": Case(
        document=_timed(), level2={"1": "none"}, alone=["tso3 of 1 x1"], says=["BKG114 info"]
    ),
    "both are time series, not linked": Case(
        document=_timed(links=[]), level2={"1": "none"}, says=["BKG114 info"]
    ),
    "the science alone is a time series": Case(
        document=_bare(science=_SERIES), level2={"1": "2 x1"}, says=["BKG114 info"]
    ),
    "the sky alone is a time series": Case(
        document=_bare(sky=_SERIES), level2={"1": "none"}, says=["BKG114 info"]
    ),
    "another subarray": Case(
        document=_bare(sky={"subarray": "SLITLESSPRISM_IP"}),
        level2={"1": "none"},
        says=["BKG114 info"],
    ),
    "a sky that is an image": Case(
        document=_bare(sky_observation=image(2)), level2={"1": "none"}, says=["BKG111 warning"]
    ),
}
