from __future__ import annotations

from collections.abc import Sequence

from aptcheck.rules import (
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

_COLUMNS = (
    Column("band"),
    Column("wavelength", "µm"),
    Column("star without infrared excess", "µJy"),
    Column("source of any colour", "µJy"),
    Column("science, median", "µJy"),
    Column("science, worst", "µJy"),
    Column("worst at", "µm"),
)
_NOTE = (
    "A star brighter than the figure in the third column would be listed, and any source brighter "
    "than that in the fourth. The limits of the "
    "science are 10 sigma in its exposure time{assumed}, from the Exposure Time Calculator 5.1: "
    "the median over the band, and the largest at any of its wavelengths, mostly at an edge, where "
    "a neighbouring band may see deeper. The MRS lost half of its throughput at 25 µm within two "
    "years, and about another tenth over four years; what was lost since the calculator's figures "
    "is not in them, and the science is then less deep."
)


@rule("SKY105", severity="info", catalogue="used")
def catalogue_depth(graph: Graph, context: Context) -> Verdicts:
    """What 2MASS and WISE cannot rule out in the background fields.

    ## What
    How faint a source may be and still be listed, and in which bands one that is brighter than the
    10 sigma limit of the science may be missing. The table has, for each band in use, the flux
    density down to which a source would have been listed, a star without infrared excess and a
    source of any colour, and the limit of the science: its median over the sub-band, and the worst.
    A catalogue that was not supplied is named.

    The page and Markdown fold the table, the text shows it with `--verbose`, and the JSON has it in
    `table`.

    ## Why
    WISE does not see all that the MRS sees: in W3 it stops at about 730 µJy. A clean field is clean
    down to this depth, no deeper.

    The limits of the science are those of the Exposure Time Calculator. A source is held against
    the median. The worst is the largest limit that the calculator gives at any wavelength of the
    sub-band, and the last column says at which one. It is mostly at an edge, where a neighbouring
    sub-band, if you observe it, may see deeper: 2C has 257 µJy in 10 ks at 9.99 µm, and 2B has 82
    there. In 4C the calculator goes on to 28.4 µm, beyond the 27.9 µm of the documentation.

    The MRS loses throughput toward long wavelengths: half of it at 25 µm within two years, and
    about another tenth over four years. Where the calculator knew of less loss, the science is less
    deep than it says.

    ## How to fix
    Nothing. Where the depth does not do, look for deeper images (Spitzer, JWST) of the place.

    ## Source
    2MASS 10 sigma limit (Skrutskie et al. 2006, AJ 131, 1163); AllWISE Explanatory Supplement,
    sensitivity in unconfused sky. Limits of the science: Exposure Time Calculator 5.1 (read
    2026-11). Throughput: Law et al. 2025, AJ, doi:10.3847/1538-3881/ad9685; STScI news of
    2023-09-29.
    """
    applies(context.sky.fields, "no MRS background is taken")
    known(context.sky.asked, "no catalogue was asked")
    checked = [field for field in context.sky.judgements if not field.reason]
    known(checked, "no field was checked")
    numbers = [field.observation.number for field in checked]
    suppliers = dict.fromkeys(name for field in checked for name in field.suppliers)
    surveys, missing = checked[0].surveys, checked[0].missing
    lacking = f" {listed(missing)} {agree(missing, 'was', 'were')} not supplied." if missing else ""
    rows = _rows(checked)
    where = f"{agree(numbers, 'the field', 'the fields')} of {numbered('observation', numbers)}"
    yield Fault(
        message=f"{listed(surveys)} ({', '.join(suppliers)}) cannot rule out, in {where}, "
        f"{_unseen(rows)}{lacking}{_lost(rows)}",
        fix="Where that is not deep enough, look for deeper images of the place.",
        table=Table(
            caption="depth of the catalogues and of the science in each band",
            columns=_COLUMNS,
            rows=tuple(rows),
            note=_NOTE.format(assumed=_assumed(checked)),
        ),
    )


#: Band, wavelength, star, any colour, median and worst limit of the science, wavelength of it.
_Row = tuple[str, float, float | None, float | None, float, float, float]


def _rows(fields: Sequence[FieldJudgement]) -> list[_Row]:
    """Return the depth in each band, beside the smallest limit that the science sets there."""
    both = [pair for field in fields for pair in zip(field.limits, field.depths, strict=True)]
    deepest_last = sorted(both, key=lambda pair: -pair[0].ujy)
    rows: dict[str, _Row] = {
        limit.band: (
            limit.band,
            limit.wavelength_um,
            _rounded(depth.star_ujy),
            _rounded(depth.any_ujy),
            float(f"{limit.ujy:.2g}"),
            float(f"{limit.worst_ujy:.2g}"),
            limit.worst_um,
        )
        for limit, depth in deepest_last
    }
    return [rows[band] for band in sorted(rows)]


def _rounded(ujy: float | None) -> float | None:
    return None if ujy is None else float(f"{ujy:.2g}")


def _unseen(rows: Sequence[_Row]) -> str:
    """Say what the catalogues do not list, and in which bands the science would see it."""
    depths = {band: depth for band, _, _, depth, *_ in rows if depth is not None}
    if not depths:
        return "sources redder than a star without infrared excess, however bright."
    ends = dict.fromkeys((min(depths, key=depths.__getitem__), max(depths, key=depths.__getitem__)))
    faint = f"sources fainter than {' to '.join(f'{depths[b]:.0f} µJy ({b})' for b in ends)}."
    seen = [band for band, *_, median, _, _ in rows if depths[band] > median]
    if not seen:
        return f"{faint} All of these are below the 10 sigma limit of the science."
    bands = listed(in_runs(seen, [band for band, *_ in rows]))
    return f"{faint} In {bands}, one above the 10 sigma limit of the science may go unseen."


def _lost(rows: Sequence[_Row]) -> str:
    """Say so where the science may be less deep than the calculator has it, in channel 4."""
    if not any(band.startswith("4") for band, *_ in rows):
        return ""
    return (
        " In flight the MRS lost half of its throughput at 25 µm within two years: what it lost "
        "since the calculator's figures is not in the limits."
    )


def _assumed(fields: Sequence[FieldJudgement]) -> str:
    """Say that an exposure time is not known where that is so."""
    unknown = any(limit.assumed for field in fields for limit in field.limits)
    return " (10 ks where that is not known)" if unknown else ""
