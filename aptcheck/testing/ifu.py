"""NIRSpec IFU: gratings with their filters, leakage calibrations, and one dither."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from aptcheck.testing.acquisition import nirspec_acquisition
from aptcheck.testing.element import leaf, lined, nest
from aptcheck.testing.observations import Observation, other

__all__ = ["IfuRamp", "ifu", "ifu_exposure"]


class IfuRamp(TypedDict, total=False):
    """The fields of an exposure: `ifu_exposure` uses them for one line, `ifu` for all."""

    readout: str
    groups: object
    integrations: object
    leakcal: object
    dithered: object
    line_raw: str


def ifu_exposure(
    grating: str | None = "G235H", filter_name: str | None = "F170LP", **ramp: Unpack[IfuRamp]
) -> str:
    """Write one line of the exposure list.

    Parameters
    ----------
    grating, filter_name : str or None
        The grating, and its filter.
    **ramp
        `groups` (30), `integrations` (1), `readout` (NRSIRS2RAPID), `leakcal` (False) for a
        leakage calibration, `dithered` (True) for the Dither checkbox, and `line_raw` for XML at
        the end of the line.
    """
    return nest(
        "nsifus:Exposure",
        leaf("nsifus:Grating", grating),
        leaf("nsifus:Filter", filter_name),
        leaf("nsifus:ReadoutPattern", ramp.get("readout", "NRSIRS2RAPID")),
        leaf("nsifus:Groups", ramp.get("groups", 30)),
        leaf("nsifus:Integrations", ramp.get("integrations", 1)),
        leaf("nsifus:EtcId"),
        leaf("nsifus:Autocal", "NONE"),
        leaf("nsifus:Leakcal", ramp.get("leakcal", False)),
        leaf("nsifus:Dither", ramp.get("dithered", True)),
        ramp.get("line_raw", ""),
    )


def ifu(
    number: int,
    target: int | str | None = None,
    *,
    exposures: Sequence[str] | None = None,
    settings: Sequence[tuple[str | None, str | None]] = (("G235H", "F170LP"),),
    dither: str | None = "CYCLING",
    size: str | None = "",
    points: object = "",
    listed: str | None = None,
    method: str | None = "NONE",
    acquisition: str | None = "Same Target as Observation",
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
    **ramp: Unpack[IfuRamp],
) -> Observation:
    """Make a NIRSpec IFU observation: one grating, four cycling points, no acquisition.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    exposures : sequence of str, optional
        The lines of the exposure list, as written by `ifu_exposure`.
    settings : sequence of (grating, filter)
        One line for each, if `exposures` is not given.
    dither : str or None
        The dither type; None leaves it out.
    size, points : optional
        By default MEDIUM and 4 for CYCLING, none for any other type; None leaves one out.
    listed : str, optional
        The points of SPARSE-CYCLING; no public file has that field, so its name is inferred.
    method : str or None
        The acquisition method; None leaves it out.
    acquisition : str or None
        The target of WATA; None leaves it out.
    template_raw : str
        XML at the end of the template, word for word.
    **ramp
        Any keyword of `ifu_exposure` (`groups=40`), for all lines, if `exposures` is not given.
    """
    lines = exposures if exposures is not None else [ifu_exposure(*s, **ramp) for s in settings]
    cycling = dither == "CYCLING"
    if size == "":
        size = "MEDIUM" if cycling else None
    if points == "":
        points = 4 if cycling else None
    return other(
        number,
        "NirspecIFUSpectroscopy",
        target=target,
        label=label,
        content=lined(
            *nirspec_acquisition("nsifus", method, acquisition),
            leaf("nsifus:DitherType", dither),
            leaf("nsifus:DitherSize", size),
            leaf("nsifus:StartingPoint", None if points is None else 1),
            leaf("nsifus:NumberOfPoints", points),
            leaf("nsifus:Points", listed),
            nest("nsifus:Exposures", *lines),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )
