from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from aptcheck.project_urls import issues_place
from aptcheck.rules import Context, Fault, Proposal, Verdicts, rule
from aptcheck.wording import agree, excerpt, field_name, listed, numbered

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from aptcheck.model import Oddity


@rule("APT004", severity="warning")
def unknown_value(proposal: Proposal, context: Context) -> Verdicts:
    """The file has a value that aptcheck does not know.

    ## What
    A field of a target, a link or an observation in a mode that aptcheck judges has a value outside
    the vocabulary seen in APT files, or a number, date or angle that cannot be read or is out of
    bounds: an Offset of more than 3600 arcsec along an axis, a proper motion of more than 100
    arcsec a year, a parallax of more than 1 arcsec, a position angle beyond one turn, an interval
    of more than a century, a mosaic that APT's form does not accept. The message lists the known
    values. aptcheck keeps the text; a rule that needs it reports "not checked". Each value of a
    vocabulary is reported once, with all its fields and observations.

    Some values of the MRS are known though no published file has them: Primary Channel `IMAGER`,
    Detector `IMAGER`, the Imager Subarray `SUB128`, and any dither optimized for `BACKGROUND` or
    `DEDICATED-BG`. APT prints Primary Channel Imager since November 2024 and dithers for BACKGROUND
    since September 2023. In the headers of the data IMAGER is a valid primary channel, while
    DITHOPFR knows only POINT-SOURCE, EXTENDED-SOURCE and NONE. Imager Subarray may be FULL,
    BRIGHTSKY, SUB256, SUB128 or SUB64.

    Files with the other modes are older and fewer, so more is inferred from what APT prints, from
    JDox and from the headers of the data. MIRI imaging: the filters `F2550WR` and `FND`, the
    readout patterns `SLOWR1` and `FASTR100`, the subarray `SUB128` and those that end in `_IP`, the
    Pattern Size `MEDIUM`. Coronagraphy: the Background Quadrant, the dither `BACKGROUND`, the
    readout pattern `SLOWR1`. LRS: `FASTR1`, `SLOWR1`, `ALONG SLIT NOD`, every subarray but `FULL`.
    NIRSpec: TA Method `MSATA`; the IFU also `SPARSE-CYCLING`; the fixed slits every slit and
    subarray but those of `S200A1`, two or three Primary Dither Positions, the subpixel pattern
    `SPATIAL`. No file seen has two slits in one observation: they are reported here.

    A date is a day, `04-AUG-2022` or by the day of the year `2022.216`, optionally with a time down
    to the hour, the minute or the second, `04-AUG-2022:14`. No file seen has target groups: they
    are reported here and not judged. For a mode that aptcheck does not judge, it reports nothing
    about the template.

    ## Why
    Either the file was edited outside APT and the value is a mistake, or APT has a new word that
    aptcheck does not know: then the checks that depend on it did not run.

    ## How to fix
    Open the file in APT, choose the value of the field again and save. If APT itself wrote the
    value, report it to the aptcheck developers.

    ## Source
    170 published APT files of schema 37 to 71, with the forms of the other modes up to schema 55;
    proposals that APT printed, 2021 to 2026; stdatamodels 6.0.0 (the headers); JDox, "MIRI MRS APT
    Template", "MIRI Detector Readout Overview", the APT templates and template parameters of the
    other modes and, for mosaics, "Mosaic Parameters" (read 2026-11). The other bounds are
    aptcheck's own.
    """
    same: dict[tuple[str | tuple[str, ...], str], list[Oddity]] = defaultdict(list)
    for oddity in proposal.oddities:
        # Fields that share a vocabulary, such as SubarrayLong and SubarrayShort, are one finding.
        same[oddity.known or oddity.field, oddity.text].append(oddity)
    for (_, text), found in same.items():
        fields = list(dict.fromkeys(oddity.field for oddity in found))
        trail = found[0].place.trail
        names: dict[str, list[str]] = defaultdict(list)
        for field in fields:
            names[field_name(field, trail)].append(field)
        numbers = list(dict.fromkeys(o.observation for o in found if o.observation is not None))
        where = f" in {numbered('observation', numbers)}" if numbers else ""
        known = f" Known: {', '.join(found[0].known)}." if found[0].known else ""
        yield Fault(
            message=f"{_names(names)} {agree(fields, 'reads', 'read')} {excerpt(text)!r}{where}, "
            f"which aptcheck does not know: checks that need it are skipped.{known}",
            fix=f"In APT, open {trail or 'the proposal'}, choose {listed(names)} again and save. "
            f"If APT wrote this value, report it at {issues_place()}.",
            at=found[0],
            observation=next(iter(numbers), None),
            related=tuple(numbers[1:]),
            subject=f"{fields[0]} {text}",
        )


def _names(elements: Mapping[str, Sequence[str]]) -> str:
    """Return ``Acq Target (AcqTargetID in the file)``: elements by the names that APT prints."""
    names = listed(
        name if [*fields] == [name] else f"{name} ({listed(fields)} in the file)"
        for name, fields in elements.items()
    )
    return f"{names[:1].upper()}{names[1:]}"
