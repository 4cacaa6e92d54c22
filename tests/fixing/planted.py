"""Faults planted one at a time in the text of a proposal without faults.

Each changes only bytes, so the original proposal is known: a fix must bring it back, byte by byte
where the slip says so.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["SLIPS", "Pair", "Slip", "observation_span", "target_span"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A science observation and its background, by number, with the numbers of their targets."""

    science: int
    sky: int
    science_target: int
    sky_target: int


@dataclass(frozen=True, slots=True)
class Slip:
    """A fault: what it does to a text, the codes that report it, and whether its fix is safe.

    ``restores`` says whether the fixed text equals the original.
    """

    plant: Callable[[str, Pair], str | None]
    codes: tuple[str, ...]
    safe: bool = False
    restores: bool = True


def observation_span(text: str, number: int) -> tuple[int, int]:
    """Return where an observation is."""
    found = re.search(
        rf"<Observation[^>]*>\s*<Number>{number}</Number>.*?</Observation>", text, re.DOTALL
    )
    assert found is not None, number
    return found.span()


def target_span(text: str, number: int) -> tuple[int, int]:
    """Return where a target is."""
    found = re.search(rf"<Target [^>]*>\s*<Number>{number}</Number>.*?</Target>", text, re.DOTALL)
    assert found is not None, number
    return found.span()


def within(text: str, span: tuple[int, int], pattern: str, new: str, count: int = 0) -> str | None:
    """Replace a pattern in a part of a text; None if it does not occur."""
    start, end = span
    part, changed = re.subn(pattern, new, text[start:end], count=count, flags=re.DOTALL)
    return text[:start] + part + text[end:] if changed else None


def in_sky(pattern: str, new: str, count: int = 0) -> Callable[[str, Pair], str | None]:
    return lambda text, pair: within(text, observation_span(text, pair.sky), pattern, new, count)


def in_science(pattern: str, new: str, count: int = 0) -> Callable[[str, Pair], str | None]:
    return lambda text, pair: within(
        text, observation_span(text, pair.science), pattern, new, count
    )


def in_sky_target(pattern: str, new: str) -> Callable[[str, Pair], str | None]:
    return lambda text, pair: within(text, target_span(text, pair.sky_target), pattern, new)


def of_spectra(plant: Callable[[str, Pair], str | None]) -> Callable[[str, Pair], str | None]:
    """Plant a fault in spectroscopy: for images, nothing depends on the extent."""
    images = ("<mi:MiriImaging", "<mc:MiriCoron")
    return lambda text, pair: None if any(form in text for form in images) else plant(text, pair)


def in_science_target(pattern: str, new: str) -> Callable[[str, Pair], str | None]:
    return lambda text, pair: within(text, target_span(text, pair.science_target), pattern, new)


def other_readout(text: str, pair: Pair) -> str | None:
    swapped = {"FASTR1": "SLOWR1", "SLOWR1": "FASTR1"}
    start, end = observation_span(text, pair.sky)
    pattern = r"(<mmrs:ReadoutPattern(?:Long|Short)>)(FASTR1|SLOWR1)<"
    part, changed = re.subn(pattern, lambda m: f"{m[1]}{swapped[m[2]]}<", text[start:end])
    return text[:start] + part + text[end:] if changed else None


def retired(text: str, pair: Pair) -> str | None:
    for number in (pair.science, pair.sky):
        span = observation_span(text, number)
        changed = within(
            text, span, r"(<mmrs:ReadoutPattern(?:Long|Short|)>)(FAST|SLOW)R1<", r"\1\2<"
        )
        if changed is None:
            return None
        text = changed
    return text


def link_span(text: str, pair: Pair) -> tuple[int, int] | None:
    """Return where the non-interruptible link of a pair is, if it holds nothing else."""
    for found in re.finditer(
        r"\n[ \t]*<GroupWithinLink[^>]*>.*?</GroupWithinLink>", text, re.DOTALL
    ):
        numbers = {int(n) for n in re.findall(r"\(Obs (\d+)\)", found[0])}
        if numbers == {pair.science, pair.sky} and 'NonInterruptible="true"' in found[0]:
            return found.span()
    return None


def interruptible(text: str, pair: Pair) -> str | None:
    span = link_span(text, pair)
    if span is None:
        return None
    loose = within(text, span, ' NonInterruptible="true"', "")
    assert loose is not None
    return within(loose, (span[0], span[1] - 24), "<Time></Time>", "<Time>2 Days</Time>")


def unlinked(text: str, pair: Pair) -> str | None:
    """Remove the link; only the last one, so that a new one gets its place and number."""
    span = link_span(text, pair)
    if span is None or "<GroupWithinLink" in text[span[1] :]:
        return None
    return text[: span[0]] + text[span[1] :]


def undeclared(text: str, pair: Pair) -> str | None:
    span = target_span(text, pair.science_target)
    if text.count("<BackgroundTargets>", *span) != 1:
        return None
    bare = within(text, span, r"\s*<BackgroundTargets>[^<]*</BackgroundTargets>", "")
    assert bare is not None
    return within(
        bare,
        target_span(bare, pair.science_target),
        "<BackgroundTargetReq>true<",
        "<BackgroundTargetReq>false<",
    )


def without_grating(text: str, pair: Pair) -> str | None:
    """Remove the last exposure of the background, if it has its own grating."""
    start, end = observation_span(text, pair.sky)
    rows = [*re.finditer(r"\s*<mmrs:Exposure>.*?</mmrs:Exposure>", text[start:end], re.DOTALL)]
    wavelengths = re.findall(r"<mmrs:Wavelength>([^<]*)<", text[start:end])
    if len(rows) < 2 or wavelengths.count(wavelengths[-1]) > 1:
        return None
    return text[: start + rows[-1].start()] + text[start + rows[-1].end() :]


def undithered(text: str, pair: Pair) -> str | None:
    span = observation_span(text, pair.sky)
    bare = within(text, span, r"\s*<mmrs:Dithers>.*?</mmrs:Dithers>", "")
    if bare is None:
        return None
    return within(
        bare, observation_span(bare, pair.sky), "<mmrs:Dither>[^<]*<", "<mmrs:Dither>None<"
    )


def by_offset(text: str, pair: Pair) -> str | None:
    """Observe the background by an Offset from the science target, which then lists nothing.

    Not for images, whose fields would overlap.
    """
    if "<mi:MiriImaging>" in text:
        return None
    bare = undeclared(text, pair)
    # another target that lists the background would miss it
    if bare is None or text.count(f"<BackgroundTargets>{pair.sky_target} ") > 1:
        return None
    start, end = target_span(bare, pair.science_target)
    name = re.search("<TargetName>([^<]*)<", bare[start:end])
    assert name is not None
    span = observation_span(bare, pair.sky)
    moved = within(
        bare, span, "<TargetID>[^<]*<", f"<TargetID>{pair.science_target} {name[1]}<", count=1
    )
    assert moved is not None
    offset = '<SpecialRequirements><Offset Xvalue="0.0" Yvalue="90.0"/></SpecialRequirements>'
    return within(
        moved,
        observation_span(moved, pair.sky),
        r"<SpecialRequirements(?:/>|>\s*</SpecialRequirements>)",
        offset,
    )


SLIPS: dict[str, Slip] = {
    "other Ngroups": Slip(
        in_sky(r"(<mmrs:Groups(?:Long|Short)>)\d+<", r"\g<1>3<"), ("BKG201",), True
    ),
    "Ngroups of one detector": Slip(
        in_sky(r"(<mmrs:GroupsLong>)\d+<", r"\g<1>7<", 1), ("BKG201",), True
    ),
    "other readout": Slip(other_readout, ("BKG202",), True),
    "acquisition on sky": Slip(
        in_sky("<mmrs:AcqTargetID>NONE<", "<mmrs:AcqTargetID>Same Target as Observation<"),
        ("BKG501",),
        True,
    ),
    "sky not extended": Slip(
        of_spectra(in_sky_target("<Extended>YES<", "<Extended>NO<")), ("BKG502",), True
    ),
    "extent of the sky unknown": Slip(
        of_spectra(in_sky_target("<Extended>YES<", "<Extended>Unknown<")), ("BKG502",), True
    ),
    "checkbox not ticked": Slip(
        in_science_target("<BackgroundTargetReq>true<", "<BackgroundTargetReq>false<"),
        ("BKG103",),
        True,
    ),
    "interruptible link": Slip(interruptible, ("BKG105",), True),
    "retired readout": Slip(retired, ("APT003",), True),
    "no link": Slip(unlinked, ("BKG104",)),
    "not declared": Slip(undeclared, ("BKG102", "BKG117")),
    "no grating": Slip(without_grating, ("BKG203",), restores=False),
    "no detector": Slip(
        in_sky(
            r"<mmrs:GroupsShort>\d+<(.*?)<mmrs:IntegrationsShort>\d+<",
            r"<mmrs:GroupsShort><\1<mmrs:IntegrationsShort><",
            1,
        ),
        ("BKG204",),
        restores=False,
    ),
    "no dither": Slip(undithered, ("BKG401", "BKG403", "BKG402"), restores=False),
    "a row without dither": Slip(
        in_science("<mmrs:Dither>Dither 1<", "<mmrs:Dither>None<", 1), ("BKG407",)
    ),
    "other channel": Slip(
        in_sky("<mmrs:PrimaryChannel>ALL<", "<mmrs:PrimaryChannel>CHANNEL2<"), ("BKG207",)
    ),
    "sky that moves": Slip(
        in_sky_target(
            r"<RAProperMotion></RAProperMotion>(.*?)<RAProperMotionUnits></RAProperMotionUnits>",
            r"<RAProperMotion>12</RAProperMotion>\1"
            r"<RAProperMotionUnits>mas/yr</RAProperMotionUnits>",
        ),
        ("BKG504",),
    ),
    "sky by an Offset": Slip(by_offset, ("BKG102",), restores=False),
}
