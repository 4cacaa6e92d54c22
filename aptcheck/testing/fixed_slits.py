"""NIRSpec Fixed Slits: one slit, its nods, and gratings with their filters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from aptcheck.testing.acquisition import nirspec_acquisition
from aptcheck.testing.element import leaf, lined, nest
from aptcheck.testing.observations import Observation, other

__all__ = ["SlitRamp", "fixed_slits", "slit_exposure"]


class SlitRamp(TypedDict, total=False):
    """The fields of an exposure: `slit_exposure` uses them for one line, `fixed_slits` for all."""

    readout: str
    groups: object
    integrations: object
    line_raw: str


def slit_exposure(
    grating: str | None = "G235H", filter_name: str | None = "F170LP", **ramp: Unpack[SlitRamp]
) -> str:
    """Write one line of the exposure list.

    Parameters
    ----------
    grating, filter_name : str or None
        The grating, and its filter.
    **ramp
        `groups` (20), `integrations` (1), `readout` (NRSRAPID), and `line_raw` for XML at the end
        of the line.
    """
    return nest(
        "nsfss:Exposure",
        leaf("nsfss:Grating", grating),
        leaf("nsfss:Filter", filter_name),
        leaf("nsfss:ReadoutPattern", ramp.get("readout", "NRSRAPID")),
        leaf("nsfss:Groups", ramp.get("groups", 20)),
        leaf("nsfss:Integrations", ramp.get("integrations", 1)),
        leaf("nsfss:EtcId"),
        leaf("nsfss:Autocal", "NONE"),
        ramp.get("line_raw", ""),
    )


def fixed_slits(
    number: int,
    target: int | str | None = None,
    *,
    exposures: Sequence[str] | None = None,
    settings: Sequence[tuple[str | None, str | None]] = (("G235H", "F170LP"),),
    slit: str | None = "S200A1",
    subarray: str | None = "SUBS200A1",
    positions: str | None = "NONE",
    subpixel: str | None = "SPECTRAL",
    method: str | None = "NONE",
    acquisition: str | None = "Same Target as Observation",
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
    **ramp: Unpack[SlitRamp],
) -> Observation:
    """Make a NIRSpec Fixed Slits observation: one grating, no nods, no acquisition.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    exposures : sequence of str, optional
        The lines of the exposure list, as written by `slit_exposure`.
    settings : sequence of (grating, filter)
        One line for each, if `exposures` is not given.
    slit, subarray : str or None
        Fields of the template; None leaves one out.
    positions, subpixel : str or None
        The primary dither positions, NONE or `P_3`, and the subpixel pattern; None leaves one out.
    method : str or None
        The acquisition method; None leaves it out.
    acquisition : str or None
        The target of WATA; None leaves it out.
    template_raw : str
        XML at the end of the template, word for word.
    **ramp
        Any keyword of `slit_exposure` (`groups=40`), for all lines, if `exposures` is not given.
    """
    lines = exposures if exposures is not None else [slit_exposure(*s, **ramp) for s in settings]
    return other(
        number,
        "NirspecFixedSlitSpectroscopy",
        target=target,
        label=label,
        content=lined(
            *nirspec_acquisition("nsfss", method, acquisition),
            leaf("nsfss:Slit", slit),
            leaf("nsfss:Subarray", subarray),
            leaf("nsfss:PrimaryPositions", positions),
            leaf("nsfss:SubpixelPattern", subpixel),
            nest("nsfss:Exposures", *lines),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )
