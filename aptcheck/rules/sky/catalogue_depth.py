from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeAlias

from aptcheck.catalog.survey import TWO_MASS
from aptcheck.contamination.light_words import flux_words
from aptcheck.rules import (
    EMPTY_FIELDS,
    Column,
    Context,
    Fault,
    FieldJudgement,
    Graph,
    Table,
    Verdicts,
    applies,
    known,
    rule,
)
from aptcheck.wording import agree, in_runs, listed, numbered

if TYPE_CHECKING:
    from aptcheck.modes.band_limit import BandLimit

#: The shortest bands of the surveys, micron: J of 2MASS, and W1.
_J_UM, _W1_UM = 1.235, 3.353

_COLUMNS = (
    Column("band"),
    Column("wavelength", "µm"),
    Column("star without infrared excess", "µJy"),
    Column("source of any colour", "µJy"),
)
_OF_SCIENCE = (
    Column("science, median", "µJy"),
    Column("science, worst", "µJy"),
    Column("worst at", "µm"),
)
_OF_SKY = (Column("matters in the background from", "µJy"),)
_LISTED = (
    "A star brighter than the figure in the third column would be listed, and any source brighter "
    "than that in the fourth. "
)
_NOTE_OF_SKY = (
    _LISTED
    + "No sensitivity of the mode was found that could be cited as a number: what matters is "
    "a share of the light of blank sky."
)
_NOTE = (
    _LISTED
    + "The limits of the science are 10 sigma in its exposure time{assumed}, from the Exposure "
    "Time Calculator 5.1: the median over the band, and the largest at any of its wavelengths, "
    "mostly at an edge, where a neighbouring band may see deeper. The MRS lost half of its "
    "throughput at 25 µm within two years, and about another tenth over four years; what was lost "
    "since the calculator's figures is not in them, and the science is then less deep."
)


@rule("SKY105", severity="info", catalogue="used", modes=EMPTY_FIELDS)
def catalogue_depth(graph: Graph, context: Context) -> Verdicts:
    """How deep 2MASS and WISE are in the background fields.

    ## What
    Down to which flux density the catalogues are complete, and in which bands a source brighter
    than the 10 sigma limit of the science may be missing. The table has, for each band in use, the
    flux density down to which a source would have been listed, a star without infrared excess and a
    source of any colour, and the limit of the science: its median over the sub-band, and the worst.
    A catalogue that was not supplied is named.

    The page and Markdown fold the table, the text shows it with `--verbose`, and the JSON has it in
    `table`.

    ## Why
    WISE is shallower than the MRS: in W3 it stops at about 730 µJy. A clean field is clean down to
    this depth, no deeper. For NIRSpec, the LRS slit and coronagraphs no sensitivity was
    found that could be cited: there the table gives the flux from which a source matters (SKY101).

    The limits of the science are those of the Exposure Time Calculator. A source is compared with
    the median. The worst is the largest limit that the calculator gives at any wavelength of the
    sub-band, and the last column says at which one. It is mostly at an edge, where a neighbouring
    sub-band, if you observe it, may see deeper: 2C has 257 µJy in 10 ks at 9.99 µm, and 2B has 82
    there. In 4C the calculator continues to 28.4 µm, beyond the 27.9 µm of the documentation.

    The MRS loses throughput toward long wavelengths: half of it at 25 µm within two years, and
    about another tenth over four years. Where the calculator knew of less loss, the science is less
    deep than it says.

    ## How to fix
    No action. Where the depth is not enough, look for deeper images (Spitzer, JWST) of the place.

    ## Source
    2MASS 10 sigma limit (Skrutskie et al. 2006, AJ 131, 1163); AllWISE Explanatory Supplement,
    sensitivity in unconfused sky. Limits of the science: Exposure Time Calculator 5.1 (read
    2026-11). Throughput: Law et al. 2025, AJ, doi:10.3847/1538-3881/ad9685; STScI news of
    2023-09-29.
    """
    applies(context.sky.fields, f"no {context.mode.called} background is taken")
    known(context.sky.asked, "no catalogue was asked")
    checked = [field for field in context.sky.judgements if field.limits and not field.reason]
    known(checked, "no field was checked")
    numbers = [field.observation.number for field in checked]
    suppliers = dict.fromkeys(name for field in checked for name in field.suppliers)
    surveys, missing = checked[0].surveys, checked[0].missing
    lacking = f" {listed(missing)} {agree(missing, 'was', 'were')} not supplied." if missing else ""
    supplied = f"Supplied by {', '.join(suppliers)}. "
    share = context.settings.background_light_fraction
    rows = _rows(checked, share)
    of_science = all(limit.sensitivity for field in checked for limit in field.limits)
    yield Fault(
        message=f"In {numbered('observation', numbers)}, {listed(surveys)} "
        f"{_unseen(rows, surveys, of_science=of_science)}{lacking}",
        fix="Where that is not deep enough, look in IRSA or MAST for deeper images of the field.",
        table=Table(
            caption="depth of the catalogues and of the science in each band"
            if of_science
            else "depth of the catalogues in each band, and what matters in the background",
            columns=(*_COLUMNS, *(_OF_SCIENCE if of_science else _OF_SKY)),
            rows=tuple(rows),
            note=supplied
            + (_NOTE.format(assumed=_assumed(checked)) if of_science else _NOTE_OF_SKY),
        ),
    )


#: Band, wavelength, star, any colour, and what matters: of the science its median and worst limit
#: and the wavelength of that.
_Row: TypeAlias = tuple[str | float | None, ...]


def _rows(fields: Sequence[FieldJudgement], share: float) -> list[_Row]:
    """Return the depth in each band, beside the smallest limit that is set there."""
    every = [
        (limit, depth, field.pixel)
        for field in fields
        for limit, depth in zip(field.limits, field.depths, strict=True)
    ]

    def matters(limit: BandLimit, pixel: bool) -> tuple[float, ...]:
        known = limit.sensitivity
        if known is None:
            return (_rounded(limit.levels(pixel=pixel, sky_fraction=share)[0]),)
        return _rounded(known.ujy), _rounded(known.worst_ujy), known.worst_um

    deepest_last = sorted(every, key=lambda one: -matters(one[0], one[2])[0])
    rows: dict[str, _Row] = {
        limit.band: (
            limit.band,
            limit.wavelength_um,
            None if depth.star_ujy is None else _rounded(depth.star_ujy),
            None if depth.any_ujy is None else _rounded(depth.any_ujy),
            *matters(limit, pixel),
        )
        for limit, depth, pixel in deepest_last
    }
    return [rows[band] for band in sorted(rows)]


def _rounded(ujy: float) -> float:
    return float(f"{ujy:.2g}")


def _unseen(rows: Sequence[_Row], surveys: Sequence[str], *, of_science: bool) -> str:
    """Say how deep the catalogues are, and in which bands that is not enough."""
    depths = {str(band): float(depth) for band, _, _, depth, *_ in rows if depth is not None}
    shortest = _J_UM if TWO_MASS.name in surveys else _W1_UM
    blind = _blind([float(um or 0) for _, um, _, depth, *_ in rows if depth is None], shortest)
    if not depths:
        return f"cannot rule out {blind}, however bright."
    ends = dict.fromkeys((min(depths, key=depths.__getitem__), max(depths, key=depths.__getitem__)))
    flux = " to ".join(f"{flux_words(depths[band])} ({band})" for band in ends)
    faint = f"{agree(surveys, 'is', 'are')} complete only down to {flux}"
    faint += f", and cannot rule out {blind}, however bright." if blind else "."
    level = "the 10 sigma limit of the science" if of_science else "what matters in the background"
    source = f"a source above {level}" if of_science else "a source that matters in the background"
    borne = {str(band): float(matters or 0) for band, _, _, _, matters, *_ in rows}
    seen = [band for band in depths if depths[band] > borne[band]]
    if not seen:
        return f"{faint} That is below {level} in every band."
    bands = listed(in_runs(seen, list(borne)) if of_science else seen)
    return f"{faint} In {bands}, {source} may be missing."


def _blind(wavelengths_um: Sequence[float], shortest_um: float) -> str:
    """Say which colors are beyond the bands of the surveys."""
    if not wavelengths_um:
        return ""
    if max(wavelengths_um) < shortest_um:
        return "sources bluer than a star"
    if min(wavelengths_um) < shortest_um:
        return "sources bluer than a star or redder than one without infrared excess"
    return "sources redder than a star without infrared excess"


def _assumed(fields: Sequence[FieldJudgement]) -> str:
    """Say that an exposure time is not known where that is so."""
    known = [limit.sensitivity for field in fields for limit in field.limits]
    unknown = any(one is not None and one.assumed for one in known)
    return " (10 ks where that is not known)" if unknown else ""
