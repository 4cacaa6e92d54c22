"""What a picture of searches is made of: shapes in pixels, x to the right and y down."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

__all__ = [
    "Anchor",
    "Circle",
    "Discs",
    "Line",
    "Panel",
    "Picture",
    "Ring",
    "Role",
    "Shape",
    "Word",
]

#: What a shape or a word is, which decides how it looks.
Role = Literal[
    "searched",
    "edge",
    "reach",
    "source",
    "dot",
    "science",
    "cross",
    "present",
    "swept",
    "other",
    "ok",
    "crowded",
    "not-checked",
    "margin",
    "axis",
    "title",
    "quiet",
    "number",
    "label",
]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle; its title is shown when the pointer rests on it."""

    role: Role
    x: float
    y: float
    radius: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Discs:
    """Discs (x, y, radius) drawn as their union."""

    role: Role
    discs: tuple[tuple[float, float, float], ...]


@dataclass(frozen=True, slots=True)
class Ring:
    """The area between two circles of one centre."""

    role: Role
    x: float
    y: float
    inner: float
    outer: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    role: Role
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A text; y is its baseline."""

    role: Role
    x: float
    y: float
    text: str
    anchor: Anchor = "start"


Shape = Circle | Discs | Ring | Line | Word


@dataclass(frozen=True, kw_only=True, slots=True)
class Panel:
    """A square with its corner at (x, y) of the picture; shapes are from that corner, and clipped.

    ``head`` are the words above it, also from its corner.
    """

    x: float
    y: float
    size: float
    name: str
    head: tuple[Word, ...] = ()
    shapes: tuple[Shape, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """All panels, and the legend below them."""

    width: float
    height: float
    name: str
    panels: tuple[Panel, ...] = ()
    legend: tuple[Shape, ...] = field(default=())
