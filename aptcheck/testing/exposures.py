"""The exposures of an MRS observation: gratings, ramps, simultaneous images, dithers."""

from __future__ import annotations

from typing import TypedDict, Unpack

from aptcheck.testing.element import leaf, nest

__all__ = ["GRATINGS", "Ramps", "dither", "exposure"]

WAVELENGTHS = {"SHORT": "SHORT(A)", "MEDIUM": "MEDIUM(B)", "LONG": "LONG(C)"}
GRATINGS = tuple(WAVELENGTHS)
"""The three grating settings that cover all wavelengths."""


class Ramps(TypedDict, total=False):
    """The fields of an exposure: `exposure` uses them for one line, `mrs` for all its lines."""

    groups: object
    groups_long: object
    groups_short: object
    integrations: object
    integrations_long: object
    integrations_short: object
    readout: str
    readout_long: str
    readout_short: str
    count: object
    dither: str
    subarray_long: str | None
    subarray_short: str | None
    imaging: str | None
    imaging_readout: str
    imaging_groups: object
    imaging_integrations: object
    line_raw: str


def exposure(wavelength: str = "SHORT", **ramps: Unpack[Ramps]) -> str:
    """Write one line of the exposure table.

    As in APT, the readout of the short arm is written only if it is given or there is an image.

    Parameters
    ----------
    wavelength : str
        SHORT, MEDIUM or LONG; other text is used word for word (`ALL`).
    **ramps
        `groups` (27), `integrations` (1) and `readout` (FASTR1) apply to both arms and the image;
        `groups_long`, `groups_short`, `imaging_groups` and so on set each separately. `count` is
        the number of exposures (1), `dither` the name of the dither (`Dither 1`), `imaging` the
        filter of the simultaneous image (none), `line_raw` XML at the end of the line.
    """
    groups = ramps.get("groups", 27)
    integrations = ramps.get("integrations", 1)
    readout = ramps.get("readout", "FASTR1")
    imaging = ramps.get("imaging")
    imaged = imaging is not None
    return nest(
        "mmrs:Exposure",
        leaf("mmrs:Exposures", ramps.get("count", 1)),
        leaf("mmrs:Filter", imaging),
        leaf("mmrs:Wavelength", WAVELENGTHS.get(wavelength, wavelength)),
        leaf("mmrs:Dither", ramps.get("dither", "Dither 1")),
        leaf("mmrs:SubarrayLong", ramps.get("subarray_long", "FULL")),
        leaf("mmrs:SubarrayShort", ramps.get("subarray_short", "FULL")),
        leaf("mmrs:ReadoutPattern", ramps.get("imaging_readout", "FASTR1" if imaged else None)),
        leaf("mmrs:ReadoutPatternLong", ramps.get("readout_long", readout)),
        leaf("mmrs:ReadoutPatternShort", ramps.get("readout_short", readout if imaged else None)),
        leaf("mmrs:Groups", ramps.get("imaging_groups", groups if imaged else None)),
        leaf("mmrs:GroupsLong", ramps.get("groups_long", groups)),
        leaf("mmrs:GroupsShort", ramps.get("groups_short", groups)),
        leaf(
            "mmrs:Integrations", ramps.get("imaging_integrations", integrations if imaged else None)
        ),
        leaf("mmrs:IntegrationsLong", ramps.get("integrations_long", integrations)),
        leaf("mmrs:IntegrationsShort", ramps.get("integrations_short", integrations)),
        leaf("mmrs:EtcId", "" if imaged else None),
        leaf("mmrs:EtcIdLong"),
        leaf("mmrs:EtcIdShort"),
        ramps.get("line_raw", ""),
    )


def dither(
    points: str = "4-Point",
    optimized_for: str | None = "EXTENDED SOURCE",
    direction: str | None = "NEGATIVE",
) -> str:
    """Write one dither; the first of an observation is `Dither 1`. None leaves a field out."""
    return nest(
        "mmrs:MrsDitherSpecification",
        leaf("mmrs:DitherType", points),
        leaf("mmrs:OptimizedFor", optimized_for),
        leaf("mmrs:Direction", direction),
    )
