"""What is sent to a program that shows the sky: positions, tables and outlines, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

__all__ = ["Cell", "Circle", "Colour", "Outline", "Parcel", "Polygon", "Row"]

#: The colours that DS9 and Aladin both know by name.
Colour = Literal["blue", "cyan", "green", "magenta", "orange", "red", "white", "yellow"]

Cell: TypeAlias = str | int | float | bool | None

#: One position with ``ra`` and ``dec``, ICRS degrees, and whatever else is known about it.
Row: TypeAlias = Mapping[str, Cell]


@dataclass(frozen=True, kw_only=True, slots=True)
class Polygon:
    """The outline of an aperture.

    Attributes
    ----------
    corners : tuple of (ra, dec)
        Three or more, ICRS degrees, joined in this order and closed.
    label : str
        What it is.
    layer : str
        What is switched on and off together, such as a plane in Aladin.
    colour : Colour
    """

    corners: tuple[tuple[float, float], ...]
    label: str
    layer: str
    colour: Colour


@dataclass(frozen=True, kw_only=True, slots=True)
class Circle:
    """A circle around (ra, dec), ICRS degrees, or a ring if it has an inner radius."""

    ra_deg: float
    dec_deg: float
    radius_arcsec: float
    label: str
    layer: str
    colour: Colour
    inner_arcsec: float = 0.0


Outline: TypeAlias = Polygon | Circle


@dataclass(frozen=True, kw_only=True, slots=True)
class Parcel:
    """What is sent at once.

    Attributes
    ----------
    title : str
        What it is about, such as the program and the target.
    ra_deg, dec_deg : float
        Where to look, ICRS degrees.
    tables : mapping of str to sequence of Row
        Positions by kind, such as "suggested positions" or "sources".
    outlines : tuple of Outline
    """

    title: str
    ra_deg: float
    dec_deg: float
    tables: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    outlines: tuple[Outline, ...] = ()
