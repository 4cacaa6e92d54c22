"""Links between observations."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from aptcheck.testing.element import leaf, nest
from aptcheck.testing.observations import Observation

__all__ = ["Link", "after_link", "group", "orient_from_link", "raw_link", "same_orient_link"]

Link = Callable[[Mapping[int, Observation], int], str]
"""Writes a link, given the observations (for their labels) and the link's number."""


def _member(number: int | str, observations: Mapping[int, Observation]) -> str:
    if isinstance(number, str):
        return number
    if number in observations:
        return observations[number].member
    return f"Observation {number}"


def group(
    *members: int | str,
    sequence: bool | None = True,
    non_interruptible: bool | None = True,
    time: str = "",
) -> Link:
    """Link observations in a group; by default as a background needs it.

    Parameters
    ----------
    *members : int or str
        Observation numbers; a string is used word for word.
    sequence, non_interruptible : bool
        False leaves the attribute out, as in APT.
    time : str
        The time limit of the group, such as `12 Hours`.
    """
    return lambda observations, number: nest(
        "GroupWithinLink",
        *(leaf("Observation", _member(member, observations)) for member in members),
        leaf("Time", time),
        Number=number,
        Sequence="true" if sequence else None,
        NonInterruptible="true" if non_interruptible else None,
    )


def after_link(
    observation: int | str, after: int | str, *, minimum: str = "", maximum: str = ""
) -> Link:
    """Run `observation` after `after`, delayed by an interval such as `60.0 Days`."""
    return lambda observations, number: nest(
        "AfterObservationLink",
        Number=number,
        PrimaryObs=_member(observation, observations),
        AfterObs=_member(after, observations),
        MinInterval=minimum,
        MaxInterval=maximum,
    )


def orient_from_link(
    observation: int | str,
    reference: int | str,
    lowest: object,
    highest: object,
    *,
    mode: str = "Aperture",
) -> Link:
    """Fix the angle of one observation relative to another, in degrees."""
    return lambda observations, number: nest(
        "OrientFromLink",
        Number=number,
        Mode=mode,
        PrimaryObs=_member(observation, observations),
        OrientFromObs=_member(reference, observations),
        MinAngle=f"{lowest} Degrees",
        MaxAngle=f"{highest} Degrees",
    )


def same_orient_link(*members: int | str, mode: str = "Aperture") -> Link:
    """Keep observations at the same angle."""
    return lambda observations, number: nest(
        "SameOrientLink",
        leaf("Mode", mode),
        *(leaf("Observation", _member(member, observations)) for member in members),
        Number=number,
    )


def raw_link(xml: str) -> Link:
    """Put any XML among the links."""
    return lambda _observations, _number: xml
