"""The target list: fixed targets, moving targets, MSA catalogues."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aptcheck.testing.element import leaf, nest

__all__ = ["FIELD", "Target", "entry_of", "moving", "msa_catalog", "sexagesimal", "target"]

FIELD = (150.1163, 2.2010)
"""Right ascension and declination in degrees; by default targets are placed around it."""

XSI = "http://www.w3.org/2001/XMLSchema-instance"


def sexagesimal(ra_deg: float, dec_deg: float) -> str:
    """Write degrees as APT does, seconds unpadded: `10 00 27.9120 +02 12 3.60`."""
    minutes, seconds = divmod(round(ra_deg % 360 * 240 * 1e4) % 864_000_000, 600_000)
    arcminutes, arcseconds = divmod(round(abs(dec_deg) * 360_000), 6_000)
    return (
        f"{minutes // 60:02d} {minutes % 60:02d} {seconds / 1e4:.4f} "
        f"{'-' if dec_deg < 0 else '+'}"
        f"{arcminutes // 60:02d} {arcminutes % 60:02d} {arcseconds / 1e2:.2f}"
    )


def entry_of(number: int | str, targets: Mapping[int, Target]) -> str:
    """Name a target as APT refers to it, `2 NGC-1-SKY`; a string is used word for word."""
    if isinstance(number, str):
        return number
    return f"{number} {targets[number].name if number in targets else 'NO-SUCH-TARGET'}"


@dataclass(frozen=True, kw_only=True)
class Target:
    """One target; the targets it lists are named when the document is assembled."""

    number: int
    name: str
    kind: str = "FixedTargetType"
    head: tuple[str, ...] = ()
    tail: tuple[str, ...] = ()
    background: tuple[int | str, ...] = ()
    required: bool | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)

    def render(self, targets: Mapping[int, Target]) -> str:
        """Write the target; a listed number without a target becomes `9 NO-SUCH-TARGET`."""
        required = bool(self.background) if self.required is None else self.required
        return nest(
            "Target",
            leaf("Number", self.number),
            leaf("TargetName", self.name),
            leaf("TargetID", self.name),
            *self.head,
            leaf("BackgroundTargetReq", required),
            *(leaf("BackgroundTargets", entry_of(entry, targets)) for entry in self.background),
            *self.tail,
            **{"xsi:type": self.kind, **self.attributes, "xmlns:xsi": XSI},
        )


def _coordinates(value: str | None) -> str:
    uncertainty = (leaf("Value"), leaf("Units", "Arcsec"))
    if value is None:
        return ""
    return nest(
        "EquatorialCoordinates",
        nest("RAUncertainty", *uncertainty),
        nest("DecUncertainty", *uncertainty),
        Value=value,
    )


def target(
    number: int = 1,
    name: str = "NGC-1",
    *,
    ra: float = FIELD[0],
    dec: float = FIELD[1],
    north: float = 0.0,
    east: float = 0.0,
    coordinates: str | None = "",
    extended: str | None = "YES",
    category: str | None = "Galaxy",
    keywords: Sequence[str] = (),
    background: Sequence[int | str] = (),
    required: bool | None = None,
    proper_motion: tuple[object, object] | None = None,
    proper_motion_units: tuple[str, str] = ("mas/yr", "mas/yr"),
    epoch: object = None,
    parallax: object = None,
    archive_name: str | None = None,
    comments: str | None = None,
    raw: str = "",
) -> Target:
    """Make a fixed target.

    Parameters
    ----------
    number, name
        As in the target list.
    ra, dec : float
        Degrees.
    north, east : float
        Offset from there in arcseconds.
    coordinates : str or None
        APT's own text instead of these; None leaves the position out.
    extended, category, archive_name, comments : optional
        Fields of the form; None leaves one out.
    keywords : sequence of str
        The Description of the target.
    background : sequence of int or str
        The numbers of its background targets (a string is used word for word).
    required : bool, optional
        The background checkbox; by default ticked if any target is listed.
    proper_motion : (RA, Dec), optional
        In `proper_motion_units`.
    proper_motion_units, epoch, parallax : optional
        Used with the proper motion.
    raw : str
        XML at the end, word for word.
    """
    if coordinates == "":
        declination = dec + north / 3600
        coordinates = sexagesimal(
            ra + east / 3600 / math.cos(math.radians(declination)), declination
        )
    moves = proper_motion is not None
    motion = proper_motion or ("", "")
    units = proper_motion_units if moves else ("", "")
    return Target(
        number=number,
        name=name,
        head=(
            leaf("TargetArchiveName", archive_name),
            leaf("Comments", comments),
            leaf("RAProperMotion", motion[0]),
            leaf("DecProperMotion", motion[1]),
            leaf("RAProperMotionUnits", units[0]),
            leaf("DecProperMotionUnits", units[1]),
            leaf("Epoch", epoch),
            leaf("AnnualParallax", parallax),
            leaf("ProperMotionNotApplicable", not moves),
            leaf("Extended", extended),
            leaf("Category", category),
            *(leaf("Keywords", keyword) for keyword in keywords),
            _coordinates(coordinates),
        ),
        tail=(leaf("TargetConfirmationRun", False), raw),
        background=tuple(background),
        required=required,
    )


def moving(
    number: int,
    name: str,
    *,
    body: str | None = None,
    extended: str | None = "YES",
    background: Sequence[int | str] = (),
    required: bool | None = None,
    raw: str = "",
) -> Target:
    """Make a solar-system target: a standard body such as MARS or EUROPA, by default `name`."""
    body = body or name
    level = {"xsi:type": "SolarSystemStandardTargetLevel1"}
    return Target(
        number=number,
        name=name,
        kind="SolarSystemTargetType",
        attributes={
            "Keyword": "Planet",
            "SSTextDescription": body.title(),
            "Level1Type": "Standard Target",
            "Level2Type": "",
            "Level3Type": "",
        },
        head=(leaf("Extended", extended), nest("Level1", **level, Name=body.upper())),
        tail=(raw,),
        background=tuple(background),
        required=required,
    )


def msa_catalog(number: int, name: str, *, csv: str = "ID,RA,DEC\n1,150.1,2.2\n") -> Target:
    """Make the target of a NIRSpec MSA plan: coordinates, no Extended, and a catalogue."""
    return Target(
        number=number,
        name=name,
        kind="MsaCatalogTargetType",
        head=(_coordinates(sexagesimal(*FIELD)),),
        tail=(nest("Catalog", leaf("CatalogAsCsv", csv)),),
        required=False,
    )
