"""What real files hold that aptcheck does not read, or reads only to pass it over.

Invented text of measured length, in APT's own elements: what the Visit Planner stored for a visit,
the history of a file, and the forms of other templates. Its words and numbers mean nothing.
"""

from __future__ import annotations

import math
from functools import cache
from random import Random

from aptcheck.testing import leaf, nest

__all__ = ["history", "other_form", "planner", "words"]

#: 2026-07-01, Unix time in milliseconds; the planner writes a sample a day.
_START, _DAY = 1_782_864_000_000, 86_400_000
#: The constraints of a record, which repeat much the same function of time.
_CONSTRAINTS = (
    ("Relative Suitability", "rel-total"),
    ("Off-Normal Constraint", "off-normal"),
    ("Field of Regard", "abs-con"),
    ("Guide Star Constraint", "guide-star"),
    ("Total Absolute", "abs-total"),
    ("Absolute Roll Constraint", "roll-total"),
)
_WORDS = str.split(
    "the of and in to we with a observations for emission gas dust lines star formation survey "
    "sensitivity background mid-infrared spectra galaxies ionised warm molecular cluster disk ice "
    "resolved JWST MIRI spectroscopy will measure temperature mass feedback nucleus outflow region"
)


@cache
def _text() -> str:
    """Return 100,000 characters of words; what is drawn from them starts somewhere in it."""
    dice = Random("words")
    return " ".join(dice.choice(_WORDS) for _ in range(20_000))[:100_000]


def words(length: int, dice: Random) -> str:
    """Return text of a length, at most 50,000 characters."""
    start = dice.randrange(50_000)
    return _text()[start : start + length].strip()


def planner(program: int, observation: int, length: int, dice: Random) -> str:
    """Write the record of one visit, of about a length: out of date, so that none of it is used.

    Of 2,752 records in original files a third are marked so, and of the others two thirds belong to
    another number: of a draft, or of the programme that it was copied from.
    """
    days = max(10, length // (38 * len(_CONSTRAINTS)))
    angle, tick = dice.uniform(0, 360), _START + dice.randrange(_DAY)
    samples = " ".join(
        f"{tick + day * _DAY} 1.0 {low:.3f}:{low + 9:.3f}"
        for day in range(days)
        for low in ((angle - 0.93 * day) % 350,)
    )
    function = f"{_START} 0.0 {samples} {tick + days * _DAY} 0.0 {tick + 400 * _DAY}"
    constraints = "".join(
        f'<StConstraintSchedulingWindows Name="{name}" Type="{kind}" '
        f'StSchedulingPCF="{function}" />'
        for name, kind in _CONSTRAINTS
    )
    record = (
        '<VpVisitData EngineVersion="17.0"><StVisitSchedulingWindows UpToDate="false" '
        f'StSchedulingPCF="{_START} 0.0 {tick} 1.0 {tick + days * _DAY}">{constraints}'
        "</StVisitSchedulingWindows><smartAccountingSlew>2100</smartAccountingSlew></VpVisitData>"
    )
    name = f"Visit Planner:{program:05d}:{observation:03d}:001"
    return nest("ToolData", leaf("ToolValue", record, Name=name))


def history(length: int, dice: Random) -> str:
    """Write the history of a file and the data of its submission, as only archives have them."""
    entries = math.ceil(length / 400)
    return "\n".join(
        (
            nest(
                "ProposalHistory",
                *(leaf("HistoryEntry", words(360, dice), Number=at) for at in range(entries)),
            ),
            nest(
                "ToolData",
                nest(
                    "ToolData",
                    leaf("ToolValue", words(4_000, dice), Name="SubmissionComments"),
                    Name="Phase2SubmissionData",
                ),
            ),
        )
    )


def other_form(dice: Random) -> str:
    """Write the inside of a form of another template: a list of exposures in its own words."""
    return nest(
        "Filters",
        *(
            nest(
                "FilterConfig",
                leaf("ShortFilter", dice.choice(("F115W", "F150W", "F200W"))),
                leaf("LongFilter", dice.choice(("F277W", "F356W", "F444W"))),
                leaf("ReadoutPattern", dice.choice(("BRIGHT1", "SHALLOW4", "MEDIUM8"))),
                leaf("Groups", dice.randint(4, 10)),
                leaf("Integrations", 1),
                leaf("EtcId", f"{dice.randint(1, 200_000)}.{dice.randint(1, 40)}"),
            )
            for _ in range(dice.randint(1, 6))
        ),
    )
