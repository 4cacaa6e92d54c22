"""MIRI LRS: one ramp, with or without the slit."""

from __future__ import annotations

from collections.abc import Sequence

from aptcheck.testing.acquisition import miri_acquisition
from aptcheck.testing.element import leaf, lined
from aptcheck.testing.observations import Observation, other

__all__ = ["lrs"]


def lrs(
    number: int,
    target: int | str | None = None,
    *,
    subarray: str | None = "FULL",
    dither: str | None = "",
    steps: tuple[object, object] | None = None,
    acquisition: str | None = "NONE",
    count: object = 1,
    readout: str | None = "FASTR1",
    groups: object = 40,
    integrations: object = 1,
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
) -> Observation:
    """Make a MIRI LRS observation: two nods along the slit, no acquisition.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    subarray : str or None
        FULL uses the slit, SLITLESSPRISM does not; None leaves it out.
    dither : str or None
        By default ALONG SLIT NOD, or NONE without the slit; None leaves it out.
    steps : (spectral, spatial), optional
        The numbers of steps of MAPPING.
    acquisition : str or None
        `NONE`, or the target of the acquisition; None leaves it out.
    count, readout, groups, integrations
        Fields of the one exposure; `count` is the number of exposures. None leaves one out.
    template_raw : str
        XML at the end of the template, word for word.
    """
    if dither == "":
        dither = "NONE" if "SLITLESS" in (subarray or "") else "ALONG SLIT NOD"
    return other(
        number,
        "MiriLRS",
        target=target,
        label=label,
        content=lined(
            *miri_acquisition("mlrs", acquisition),
            leaf("mlrs:Subarray", subarray),
            leaf("mlrs:Exposures", count),
            leaf("mlrs:ReadoutPattern", readout),
            leaf("mlrs:Groups", groups),
            leaf("mlrs:Integrations", integrations),
            leaf("mlrs:EtcId"),
            leaf("mlrs:DitherType", dither),
            *(_mapping(*steps) if steps is not None else ()),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )


def _mapping(spectral: object, spatial: object) -> tuple[str, ...]:
    """Write the steps, with offsets of about the width and half the length of the slit."""
    return (
        leaf("mlrs:NumberOfSpectralSteps", spectral),
        leaf("mlrs:SpectralStepOffset", 0.5),
        leaf("mlrs:NumberOfSpatialSteps", spatial),
        leaf("mlrs:SpatialStepOffset", 2),
    )
