"""MIRI Coronagraphic Imaging: stars, reference stars, and backgrounds of both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict, Unpack

from aptcheck.testing.acquisition import miri_acquisition
from aptcheck.testing.element import leaf, lined, nest
from aptcheck.testing.observations import Observation, other

__all__ = ["CoronagraphRamp", "coronagraph", "coronagraph_filter"]


class CoronagraphRamp(TypedDict, total=False):
    """The fields of a filter: `coronagraph_filter` takes them for one, `coronagraph` for all."""

    mask: str | None
    count: object
    readout: str
    groups: object
    integrations: object
    line_raw: str


def coronagraph_filter(name: str | None = "F1140C", **ramp: Unpack[CoronagraphRamp]) -> str:
    """Write one line of the filter list.

    Parameters
    ----------
    name : str or None
        The filter.
    **ramp
        `mask` (LYOT for F2300C, FOUR_QPM for any other), `groups` (500), `integrations` (10),
        `readout` (FASTR1), `count` (1) for the number of exposures, and `line_raw` for XML at the
        end of the line.
    """
    return nest(
        "mc:FilterConfig",
        leaf("mc:Mask", ramp.get("mask", "LYOT" if name == "F2300C" else "FOUR_QPM")),
        leaf("mc:Filter", name),
        leaf("mc:Exposures", ramp.get("count", 1)),
        leaf("mc:ReadoutPattern", ramp.get("readout", "FASTR1")),
        leaf("mc:Groups", ramp.get("groups", 500)),
        leaf("mc:Integrations", ramp.get("integrations", 10)),
        leaf("mc:EtcId"),
        ramp.get("line_raw", ""),
    )


def coronagraph(
    number: int,
    target: int | str | None = None,
    *,
    exposures: Sequence[str] | None = None,
    filters: Sequence[str | None] = ("F1140C",),
    background_quadrant: str | None = None,
    acquisition: str | None = "",
    quadrant: str | None = "",
    second_exposure: str | None = "",
    dither: str | None = "",
    psf_reference: bool = False,
    psf_references: Sequence[int | str] = (),
    label: str | None = "",
    special: Sequence[str] = (),
    tiles: str = "",
    visits: int = 1,
    status: str | Sequence[str] | None = None,
    template_raw: str = "",
    raw: str = "",
    **ramp: Unpack[CoronagraphRamp],
) -> Observation:
    """Make a MIRI Coronagraphic Imaging observation: one filter, on a star that it acquires.

    With a background quadrant it is a background as APT makes one: without an acquisition, with
    Dither BACKGROUND and a second exposure in the opposite quadrant.

    Parameters
    ----------
    number, target, label, special, tiles, visits, status, raw
        As for `other`.
    exposures : sequence of str, optional
        The lines of the filter list, as written by `coronagraph_filter`.
    filters : sequence of str or None
        One line for each, if `exposures` is not given.
    background_quadrant : str, optional
        The quadrant of a background.
    acquisition, quadrant, second_exposure, dither : str or None
        Fields of the template; None leaves one out. The defaults are `Same Target as Observation`,
        1, NO and NONE, or those of a background.
    psf_reference : bool
        Whether this is a reference star.
    psf_references : sequence of int or str
        The observation numbers of its reference stars (a string is used word for word).
    template_raw : str
        XML at the end of the template, word for word.
    **ramp
        Any keyword of `coronagraph_filter` (`groups=40`), for all lines, if `exposures` is not
        given.
    """
    lines = exposures if exposures is not None else [coronagraph_filter(f, **ramp) for f in filters]
    sky = background_quadrant is not None
    if acquisition == "":
        acquisition = "NONE" if sky else "Same Target as Observation"
    if quadrant == "":
        quadrant = None if sky else "1"
    if second_exposure == "":
        second_exposure = "YES" if sky else "NO"
    if dither == "":
        dither = "BACKGROUND" if sky else "NONE"
    return other(
        number,
        "MiriCoron",
        target=target,
        label=label,
        content=lined(
            *miri_acquisition("mc", acquisition),
            leaf("mc:AcqQuadrant", quadrant),
            leaf("mc:BackgroundQuadrant", background_quadrant),
            leaf("mc:SecondExposure", second_exposure),
            leaf("mc:Dither", dither),
            nest("mc:Filters", *lines),
            leaf("mc:PsfReference", psf_reference),
            *(leaf("mc:PsfReferenceObservation", _reference(star)) for star in psf_references),
            leaf("mc:PsfJustification", False),
            template_raw,
        ),
        special=special,
        tiles=tiles,
        visits=visits,
        status=status,
        raw=raw,
    )


def _reference(star: int | str) -> str:
    return star if isinstance(star, str) else f"Observation {star} (Obs {star})"
