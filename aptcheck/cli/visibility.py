"""``aptcheck visibility``: allowed V3 position angles against date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from aptcheck.cli.dates_type import DATES
from aptcheck.cli.output import OUTPUT, approve, write, write_bytes
from aptcheck.cli.place_type import PLACE
from aptcheck.cli.saying import say_all
from aptcheck.errors import UsageError

if TYPE_CHECKING:
    from aptcheck.schedule.visibility import ObservationVisibility

__all__ = ["command"]

Dates = tuple[datetime, datetime]
_YEAR = timedelta(days=365)


@click.command("visibility")
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--target", type=PLACE, metavar='"RA DEC"', help="A position instead of a file.")
@click.option(
    "--observation", type=int, multiple=True, metavar="N", help="Only this observation; repeatable."
)
@click.option("--dates", type=DATES, metavar="START/END", help="Dates to show (ISO).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "svg", "png"]),
    default="text",
    show_default=True,
    help="Output format: a table, data, or a picture.",
)
@click.option("-o", "--output", type=OUTPUT, help="Write to this file; - is standard output.")
def command(
    file: Path | None,
    target: tuple[float, float] | None,
    observation: tuple[int, ...],
    dates: Dates | None,
    format_: str,
    output: Path | None,
) -> int:
    """Show when observations, or a position, can be observed, and at which angles.

    Without --dates the window is the proposal's cycle or, for a position, the coming year. The
    angles are V3PA; the special requirements of the proposal apply.
    """
    if (file is None) == (target is None):
        raise UsageError("give a proposal file, or --target with a position.")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    if file is not None:
        from aptcheck.engine.inputs import inputs
        from aptcheck.engine.options import Options
        from aptcheck.tasks.visibility import visibility_of

        options = Options(dates=dates, today=now)
        read = inputs((file,), options)
        approve([output], read)
        shown, span = visibility_of(file, observation, options, unknowns=say_all)
    else:
        if observation:
            raise UsageError("--observation needs a proposal file; leave it out with --target.")
        from aptcheck.tasks.visibility import visibility_at

        read = ()
        approve([output], read)
        span = dates or (now, now + _YEAR)
        shown = [visibility_at(*(target or (0.0, 0.0)), span)]
    _show(shown, span, format_, output, read)
    return 0


def _show(
    shown: Sequence[ObservationVisibility],
    span: Dates,
    format_: str,
    output: Path | None,
    read: Sequence[Path],
) -> None:
    if format_ in ("svg", "png"):
        from aptcheck.report.visibility_picture import render_png, render_svg

        if format_ == "png":
            write_bytes(render_png(shown, span), output, inputs=read)
        else:
            write(lambda _: render_svg(shown, span), output, inputs=read)
        return
    from aptcheck.report.visibility_table import render_json, render_table

    render = render_json if format_ == "json" else render_table
    write(lambda _: render(shown), output, inputs=read)
