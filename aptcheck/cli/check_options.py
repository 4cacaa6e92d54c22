"""The options that say how to judge proposals, shared by the commands that judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, cast

import click

from aptcheck.cli.catalog_options import CATALOG_HELP, FIELDS
from aptcheck.cli.dates_type import DATES
from aptcheck.cli.progress import voice
from aptcheck.cli.signals import finishing
from aptcheck.engine import arguments
from aptcheck.engine.options import Options
from aptcheck.engine.passed_over import silent_find
from aptcheck.engine.spool import Spool
from aptcheck.tasks.check import check_each

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.contamination.cone_request import Fields
    from aptcheck.engine.recall import Recall
    from aptcheck.results import ProposalReport, Report

__all__ = [
    "FAIL_ON",
    "TIME_LIMIT",
    "Judging",
    "checked",
    "judging_options",
    "options_of",
    "pictured",
]

_Command = TypeVar("_Command", bound=Callable[..., Any])


class Judging(TypedDict):
    """The values of these options, as click passes them."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: Path | None
    profile: str | None
    catalogs: tuple[str, ...]
    fields: str
    dates: tuple[datetime, datetime] | None
    jobs: int


_OPTIONS = (
    click.option("--select", multiple=True, help="Run only these rules (code prefixes)."),
    click.option("--ignore", multiple=True, help="Skip these rules (code prefixes)."),
    click.option(
        "--config",
        type=click.Path(readable=False, path_type=Path),
        help="Use this configuration file.",
    ),
    click.option(
        "--profile",
        type=click.Choice(["draft", "default", "submit"]),
        help="How strict to be; if not given, as configured.",
    ),
    click.option("--catalog", "catalogs", multiple=True, metavar="WHICH", help=CATALOG_HELP),
    click.option(
        "--fields", type=FIELDS, default="backgrounds", show_default=True, help=FIELDS.help
    ),
    click.option(
        "--dates",
        type=DATES,
        metavar="START/END",
        help="Dates when the programme may be observed, as 2027-01-01/2027-06-30.",
    ),
    click.option(
        "--jobs", type=click.IntRange(min=0), default=1, help="Worker processes; 0 uses every core."
    ),
)

#: Seconds that a file may take; more than a day is a slip rather than a limit.
TIME_LIMIT = click.option(
    "--timeout-per-file",
    type=click.FloatRange(0, 86_400),
    default=arguments.USUAL_LIMIT_S,
    show_default=True,
    metavar="S",
    help="Give up on a file after this many seconds and continue; 0 means no limit.",
)

#: The lowest severity that sets exit status 1.
FAIL_ON = click.Choice(["error", "warning", "info", "never"])


def judging_options(command: _Command) -> _Command:
    """Add these options to a command, which takes them as ``**judging: Unpack[Judging]``."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(
    judging: Judging, *, baseline: Path | None = None, pictures: bool = False
) -> Options:
    """Return the options of the engine."""
    return arguments.options_of(
        select=judging["select"],
        ignore=judging["ignore"],
        profile=cast("Profile | None", judging["profile"]),
        config=judging["config"],
        dates=judging["dates"],
        catalog=judging["catalogs"] or None,
        fields=cast("Fields", judging["fields"]),
        baseline=baseline,
        pictures=pictures,
    )


def checked(
    paths: Sequence[str] | Iterable[Path],
    options: Options,
    receive: Callable[[ProposalReport], None],
    *,
    jobs: int,
    timeout_per_file: float,
    cluster: str | None = None,
    cached: bool = False,
    quiet: bool = False,
    verbose: bool = False,
) -> None:
    """Check, hand on each report, and show on standard error what is sent and the progress."""
    with voice(bars=not quiet, verbose=verbose) as say:

        def recall() -> Recall | None:
            from aptcheck.engine.cache import Cache, cache_folder
            from aptcheck.engine.recall import Recall

            folder = cache_folder()
            if folder is None:
                return None
            cache = Cache(folder, lambda sentence: say.announce(sentence, ()))
            return Recall(cache, options.today)

        check_each(
            paths,
            options,
            receive,
            jobs=arguments.process_count(jobs),
            limit_s=arguments.time_limit(timeout_per_file),
            cluster=cluster,
            recall=recall if cached else None,
            progress=say.checking,
            announce=say.announce,
            asking=say.asking,
            found=silent_find if quiet else say.found,
            unbroken=finishing,
        )


def pictured(
    report: Report, options: Options, *, online: bool, quiet: bool, verbose: bool
) -> Report:
    """Return a report with the images of its locks in its fields, and others from a service."""
    from aptcheck.tasks.kept_images import with_kept_images

    with voice(bars=not quiet, verbose=verbose) as say:

        def announce(sentence: str) -> None:
            say.announce(sentence, ())

        report = with_kept_images(report, options, announce, kept=Spool.of)
        if not online:
            return report
        from aptcheck.tasks.sky_images import with_images

        return with_images(report, announce=announce, progress=say.asking, kept=Spool.of)
