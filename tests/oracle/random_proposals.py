"""Random small proposals, mode by mode: any target lists any, any link, uneven exposures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import TypeVar

from aptcheck.mode_names import ModeName
from aptcheck.testing import (
    GRATINGS,
    Document,
    Observation,
    coronagraph,
    exposure,
    fixed_slits,
    group,
    ifu,
    image,
    image_dither,
    lrs,
    mrs,
    other,
    proposal,
    target,
    time_series,
)

__all__ = ["DRAWS", "random_proposal"]

LISTS = {1: (0.1, 0.7, 0.4), 2: (0.1, 0.1, 0.3), 3: (0.1, 0.1, 0.1)}
"""How likely a random target, by its number, lists targets 1, 2 and 3."""

Draw = Callable[[Random, int], Observation]

Setting = TypeVar("Setting")


def random_proposal(seed: int, mode: ModeName = "miri-mrs") -> Document:
    """Make a small proposal of one mode, with a tenth of its observations in another."""
    dice = Random(seed)
    targets = [
        target(
            number,
            f"PLACE-{number}",
            north=100 * number,
            background=[
                listed for listed in (1, 2, 3) if dice.random() < LISTS[number][listed - 1]
            ],
        )
        for number in (1, 2, 3)
    ]
    elsewhere = "NircamImaging" if mode == "miri-imaging" else "MiriImaging"
    observations = [
        other(number, elsewhere, target=dice.randint(1, 3))
        if dice.random() < 0.1
        else DRAWS[mode](dice, number)
        for number in range(1, dice.randint(3, 4) + 1)
    ]
    numbers = [observation.number for observation in observations]
    links = [
        group(
            *sorted(dice.sample(numbers, dice.randint(2, len(numbers)))),
            sequence=dice.random() < 0.5,
            non_interruptible=dice.random() < 0.7,
        )
        for _ in range(dice.randint(2, 3))
    ]
    return proposal(targets=targets, observations=observations, links=links)


def _mrs(dice: Random, number: int) -> Observation:
    return mrs(
        number,
        dice.randint(1, 3),
        exposures=[
            exposure(
                grating,
                subarray_long=dice.choice(["FULL"] * 5 + ["SUB128"]),
                groups=dice.choice([10, 27]),
            )
            for grating in dice.sample(GRATINGS, dice.randint(1, 2))
        ],
        detector=dice.choice(["MRS"] * 9 + ["IMAGER"]),
        special=_special(dice),
        status=_status(dice),
    )


def _imaging(dice: Random, number: int) -> Observation:
    points = dice.choice([1, 2])
    return image(
        number,
        dice.randint(1, 3),
        filters=_some(dice, ("F560W", "F770W", "F2100W")),
        dithers=[image_dither(points=points)],
        subarray=dice.choice(["FULL"] * 5 + ["BRIGHTSKY"]),
        groups=dice.choice([10, 27]),
        special=_special(dice),
        status=_status(dice),
    )


def _coronagraphy(dice: Random, number: int) -> Observation:
    return coronagraph(
        number,
        dice.randint(1, 3),
        filters=_some(dice, ("F1065C", "F1140C", "F2300C")),
        background_quadrant=dice.choice([None, "1"]),
        groups=dice.choice([10, 27]),
        special=_special(dice),
        status=_status(dice),
    )


def _lrs(dice: Random, number: int) -> Observation:
    # Nods compete with the sky, and a sky that comes first is attached whatever its subarray: the
    # cases have both.
    return lrs(
        number,
        dice.randint(1, 3),
        dither=dice.choice(["NONE", "MAPPING"]),
        steps=(1, 2),
        groups=dice.choice([10, 27]),
        special=_special(dice),
        status=_status(dice),
    )


def _slitless(dice: Random, number: int) -> Observation:
    return lrs(
        number,
        dice.randint(1, 3),
        subarray="SLITLESSPRISM",
        special=_special(dice),
        status=_status(dice),
    )


def _ifu(dice: Random, number: int) -> Observation:
    return ifu(
        number,
        dice.randint(1, 3),
        settings=_some(dice, (("PRISM", "CLEAR"), ("G140M", "F070LP"), ("G140M", "F100LP"))),
        dither=dice.choice(["CYCLING"] * 3 + ["2-POINT-NOD", "SPARSE-CYCLING"]),
        points=1,
        listed="1",
        dithered=dice.random() < 0.9,
        special=_special(dice),
        status=_status(dice),
    )


def _fixed_slits(dice: Random, number: int) -> Observation:
    slit = dice.choice(["S200A1"] * 8 + ["S200A2", "S400A1"])
    return fixed_slits(
        number,
        dice.randint(1, 3),
        settings=_some(dice, (("PRISM", "CLEAR"), ("G140M", "F070LP"), ("G235M", "F170LP"))),
        slit=slit,
        subarray=dice.choice(["ALLSLITS"] * 5 + ["FULL"]),
        positions=dice.choice(["NONE", "P_2"]),
        subpixel="NONE",
        special=_special(dice),
        status=_status(dice),
    )


def _some(dice: Random, settings: Sequence[Setting]) -> list[Setting]:
    return dice.sample(settings, dice.randint(1, 2))


def _special(dice: Random) -> list[str]:
    return [time_series()] if dice.random() < 0.1 else []


def _status(dice: Random) -> str | None:
    return dice.choice([None] * 5 + ["COMPLETED", "WITHDRAWN"])


DRAWS: dict[ModeName, Draw] = {
    "miri-mrs": _mrs,
    "miri-imaging": _imaging,
    "miri-coronagraphy": _coronagraphy,
    "miri-lrs-slit": _lrs,
    "miri-lrs-slitless": _slitless,
    "nirspec-ifu": _ifu,
    "nirspec-fs": _fixed_slits,
}
