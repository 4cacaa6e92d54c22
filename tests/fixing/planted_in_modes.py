"""Faults planted in the forms of modes other than the MRS."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.fixing.planted import Pair, Slip, in_sky, observation_span, within

__all__ = ["SLIPS"]


def without_last_row(row: str) -> Callable[[str, Pair], str | None]:
    """Remove the last exposure of the background, if the list has more."""

    def plant(text: str, pair: Pair) -> str | None:
        start, end = observation_span(text, pair.sky)
        rows = [*re.finditer(rf"\s*<{row}>.*?</{row}>", text[start:end], re.DOTALL)]
        if len(rows) < 2:
            return None
        return text[: start + rows[-1].start()] + text[start + rows[-1].end() :]

    return plant


def nodded(text: str, pair: Pair) -> str | None:
    """Nod the background, which then has no fields of a cycling pattern."""
    pattern = (
        r"<nsifus:DitherType>CYCLING<(/nsifus:DitherType>)\s*<nsifus:DitherSize>.*?"
        r"</nsifus:NumberOfPoints>"
    )
    new = r"<nsifus:DitherType>4-POINT-NOD<\1"
    return within(text, observation_span(text, pair.sky), pattern, new)


def acquiring(text: str, pair: Pair) -> str | None:
    """Add a target acquisition to the background, as in a file from an earlier APT."""
    fields = "".join(
        f"<nsifus:{name}>{value}</nsifus:{name}>"
        for name, value in (
            ("AcqTargetID", "Same Target as Observation"),
            ("AcqSubarray", "SUB32"),
            ("AcqTargetFilter", "F110W"),
            ("AcqReadoutPattern", "NRSRAPID"),
            ("AcqEtcId", ""),
        )
    )
    old, new = "<nsifus:TaMethod>NONE</nsifus:TaMethod>", "<nsifus:TaMethod>WATA</nsifus:TaMethod>"
    return within(text, observation_span(text, pair.sky), old, new + fields)


SLIPS: dict[str, Slip] = {
    "other Ngroups of a coronagraph": Slip(
        in_sky(r"(<mc:Groups>)\d+<", r"\g<1>3<"), ("BKG201",), True
    ),
    "other readout of a coronagraph": Slip(
        in_sky("(<mc:ReadoutPattern>)FASTR1<", r"\1SLOWR1<"), ("BKG202",), True
    ),
    "other Ngroups in another mode": Slip(
        in_sky(r"(<(?:mi|mlrs):Groups>)\d+<", r"\g<1>3<"), ("BKG201",)
    ),
    "other readout in another mode": Slip(
        in_sky("(<(?:mi|mlrs):ReadoutPattern>)FASTR1<", r"\1SLOWR1<"), ("BKG202",)
    ),
    "other integrations": Slip(in_sky(r"(<mc:Integrations>)\d+<", r"\g<1>3<"), ("BKG212",)),
    "an image without dither": Slip(in_sky("(<mi:Dither>)Dither 1<", r"\1None<", 1), ("BKG407",)),
    "no image": Slip(without_last_row("mi:FilterConfig"), ("BKG203",)),
    "no spectrum of the IFU": Slip(without_last_row("nsifus:Exposure"), ("BKG203",)),
    "no spectrum of a slit": Slip(without_last_row("nsfss:Exposure"), ("BKG203",)),
    "other filter": Slip(in_sky("(<nsifus:Filter>)F100LP<", r"\1F070LP<"), ("BKG210",)),
    "nods on one side": Slip(nodded, ("BKG410",)),
    "a row of the sky without dither": Slip(
        in_sky("(<nsifus:Dither>)true<", r"\1false<", 1), ("BKG410",)
    ),
    "not repeated": Slip(in_sky("(<mc:SecondExposure>)YES<", r"\1NO<"), ("BKG411",)),
    "acquisition with the IFU": Slip(acquiring, ("BKG501",), restores=False),
}
