"""What an MRS observation exposes: gratings, ramps, the imager beside them, the dithers."""

from __future__ import annotations

from typing import TypedDict, Unpack

from tests.builder.element import leaf, nest

WAVELENGTHS = {"SHORT": "SHORT(A)", "MEDIUM": "MEDIUM(B)", "LONG": "LONG(C)"}
GRATINGS = tuple(WAVELENGTHS)


class Ramps(TypedDict, total=False):
    """The fields of an exposure, as `exposure` and, for all of its gratings, `mrs` take them."""

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

    `wavelength` is SHORT, MEDIUM, LONG, or any text word for word (`ALL`). `groups`,
    `integrations` and `readout` hold for both arms unless an arm is given its own; `imaging` is the
    filter of the simultaneous image. Defaults: FASTR1, 27 groups, 1 integration, 1 exposure,
    `Dither 1`, no image. As in APT, the short readout is written only beside an image, or if given.
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
    """Write one dither specification; the first of an observation is its `Dither 1`."""
    return nest(
        "mmrs:MrsDitherSpecification",
        leaf("mmrs:DitherType", points),
        leaf("mmrs:OptimizedFor", optimized_for),
        leaf("mmrs:Direction", direction),
    )
