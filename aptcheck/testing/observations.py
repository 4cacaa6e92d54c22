"""Observations: the MRS in full, and any other template by its name and content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Unpack

from aptcheck.testing.acquisition import miri_acquisition
from aptcheck.testing.element import leaf, lined, nest
from aptcheck.testing.exposures import GRATINGS, Ramps, dither, exposure
from aptcheck.testing.targets import Target, entry_of

__all__ = ["APT", "TEMPLATES", "Observation", "mosaic", "mrs", "other"]

APT = "http://www.stsci.edu/JWST/APT"

TEMPLATES = {
    "MiriDark": "md",
    "MiriImaging": "mi",
    "MiriLRS": "mlrs",
    "MiriMRS": "mmrs",
    "NircamImaging": "nci",
    "NirissWfss": "niwfss",
    "NirspecIFUSpectroscopy": "nsifus",
    "NirspecMOS": "nsmos",
}
"""APT's namespace prefix for each template; the URI ends with the template's name."""

RARER_TEMPLATES = {
    "MiriCoron": "mc",
    "NirspecFixedSlitSpectroscopy": "nsfss",
}
"""The same; APT declares them at the root, a built document where they are used."""


@dataclass(frozen=True, kw_only=True)
class Observation:
    """One observation; its target is named when the document is assembled."""

    number: int
    target: int | str | None
    label: str | None
    instrument: str | None
    template: str
    special: tuple[str, ...]
    mosaic: str
    visits: tuple[int, ...]
    statuses: tuple[str, ...]
    duration: int | None
    raw: str

    @property
    def member(self) -> str:
        """The observation as a link writes it."""
        if self.label is None:
            return f"Observation {self.number}"
        return f"{self.label} (Obs {self.number})"

    def render(self, targets: Mapping[int, Target]) -> str:
        """Write the observation; a number without a target becomes `9 NO-SUCH-TARGET`."""
        windows = ("MOSSStartDate", ""), ("MOSSEndDate", ""), ("MOSSShowWindows", "false")
        return nest(
            "Observation",
            leaf("Number", self.number),
            leaf("TargetID", None if self.target is None else entry_of(self.target, targets)),
            leaf("Label", self.label),
            leaf("Instrument", self.instrument),
            nest("Template", self.template),
            leaf("ScienceDuration", self.duration),
            leaf("CoordinatedParallel", False),
            nest("Ephemeris", MossStepSize="", EphemerisCenter="JWST"),
            nest("SpecialRequirements", *self.special),
            self.mosaic,
            nest("ObservingWindowsContainer", *(leaf(name, value) for name, value in windows)),
            *(nest("Visit", Number=visit, MazUsage="0.5") for visit in self.visits),
            self.raw,
            AutoTarget="false",
        )


def mosaic(
    rows: object = 1,
    columns: object = 1,
    *,
    row_overlap: object = 10.0,
    column_overlap: object = 10.0,
    skew: tuple[object, object] = (0.0, 0.0),
    removed: Sequence[int] = (),
    order: str = "DEFAULT",
) -> str:
    """Write the mosaic of an observation; `removed` are the numbers of removed tiles."""
    tiles = rows * columns if isinstance(rows, int) and isinstance(columns, int) else 1
    return nest(
        "MosaicParameters",
        leaf("Rows", rows),
        leaf("Columns", columns),
        leaf("RowOverlapPercent", row_overlap),
        leaf("ColumnOverlapPercent", column_overlap),
        leaf("SkewDegreesX", skew[0]),
        leaf("SkewDegreesY", skew[1]),
        *(
            nest(
                "MosaicTiles",
                leaf("TileState", "Tile Removed" if tile in removed else "Tile Included"),
                TileNumber=tile,
            )
            for tile in range(1, tiles + 1)
        ),
        leaf("MosaicTileOrder", order),
    )


def _template(name: str, content: str) -> str:
    if name in TEMPLATES:
        return nest(f"{TEMPLATES[name]}:{name}", content)
    prefix = RARER_TEMPLATES.get(name, "t")
    return nest(f"{prefix}:{name}", content, **{f"xmlns:{prefix}": f"{APT}/Template/{name}"})


def _statuses(status: str | Sequence[str] | None, visits: int) -> tuple[str, ...]:
    if status is None:
        return ()
    return (status,) * visits if isinstance(status, str) else tuple(status)


def other(
    number: int,
    template: str = "MiriImaging",
    *,
    target: int | str | None = None,
    label: str | None = "",
    instrument: str | None = "",
    content: str = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    raw: str = "",
) -> Observation:
    """Make an observation with any template.

    Parameters
    ----------
    number : int
    template : str
        APT's name of the template; its first word names the instrument.
    target : int or str, optional
        The number of the target (a string is used word for word); by default the observation's own
        number.
    label, instrument : str or None
        By default `Observation N` and the template's instrument; None leaves one out.
    content : str
        The XML inside the template.
    special : sequence of str
        Special requirements, as written by `orient_range` and similar functions.
    tiles : str
        A mosaic, as written by `mosaic`.
    visits : int
        The number of visits.
    status : str or sequence of str, optional
        The status of all visits, or one for each.
    raw : str
        XML at the end of the observation, word for word.
    """
    if instrument == "":
        named = next(i for i in ("Miri", "Nirspec", "Nircam", "Niriss", "Fgs") if i in template)
        instrument = named.upper()
    return Observation(
        number=number,
        target=number if target is None else target,
        label=f"Observation {number}" if label == "" else label,
        instrument=instrument,
        template=_template(template, content),
        special=tuple(special),
        mosaic=tiles or mosaic(),
        visits=tuple(range(1, visits + 1)),
        statuses=_statuses(status, visits),
        duration=1268,
        raw=raw,
    )


def mrs(
    number: int,
    target: int | str | None = None,
    *,
    exposures: Sequence[str] | None = None,
    gratings: Sequence[str] = GRATINGS,
    dithers: Sequence[str] | None = (dither(),),
    acquisition: str = "NONE",
    primary: str | None = "ALL",
    detector: str | None = None,
    simultaneous: str | None = None,
    subarray: str | None = "FULL",
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
    **ramps: Unpack[Ramps],
) -> Observation:
    """Make an MRS observation: three gratings, a 4-Point EXTENDED SOURCE dither, no acquisition.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    exposures : sequence of str, optional
        The lines of the exposure table, as written by `exposure`.
    gratings : sequence of str
        One line for each, if `exposures` is not given.
    dithers : sequence of str or None
        As written by `dither`; None leaves the element out.
    acquisition : str
        `NONE`, or the target of the acquisition.
    primary, subarray : str or None
        Fields of the template; None leaves one out. The subarray is the imager's.
    detector, simultaneous : str, optional
        By default ALL and YES with an image, MRS and NO without.
    template_raw : str
        XML at the end of the template, word for word.
    **ramps
        Any keyword of `exposure` (`groups=40`, `readout_long="SLOWR1"`, `imaging="F1000W"`), for
        all lines, if `exposures` is not given.
    """
    lines = exposures if exposures is not None else [exposure(g, **ramps) for g in gratings]
    imaged = any("<mmrs:Filter>" in line for line in lines)
    return other(
        number,
        "MiriMRS",
        target=target,
        label=label,
        content=lined(
            *miri_acquisition("mmrs", acquisition),
            leaf("mmrs:Detector", detector or ("ALL" if imaged else "MRS")),
            "" if dithers is None else nest("mmrs:Dithers", *dithers),
            leaf("mmrs:SimultaneousImaging", simultaneous or ("YES" if imaged else "NO")),
            leaf("mmrs:Subarray", subarray),
            leaf("mmrs:PrimaryChannel", primary),
            leaf("mmrs:GratingWheelADirection", "ALLOW_REORDER"),
            nest("mmrs:ExposureList", *lines),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )
