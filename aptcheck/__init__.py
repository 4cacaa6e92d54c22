"""aptcheck: a linter for JWST proposals with dedicated MIRI and NIRSpec background observations.

>>> import aptcheck
>>> report = aptcheck.check("proposal.aptx")        # doctest: +SKIP
>>> report.summary.errors                           # doctest: +SKIP
1
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aptcheck.version import __version__

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.contamination.cone_request import Fields
    from aptcheck.contamination.empty_sky.terms import Preference
    from aptcheck.engine.arguments import Dates, FilePath, Ring
    from aptcheck.errors import AptcheckError
    from aptcheck.finding import Finding
    from aptcheck.library.correction import Correction
    from aptcheck.library.proposal_report import ProposalReport
    from aptcheck.library.report import Report
    from aptcheck.library.suggestions import Suggestions
    from aptcheck.model import Proposal

__all__ = [
    "AptcheckError",
    "Correction",
    "Finding",
    "Proposal",
    "ProposalReport",
    "Report",
    "Suggestions",
    "__version__",
    "check",
    "fix",
    "read",
    "suggest",
]

_HOMES = {
    "AptcheckError": "aptcheck.errors",
    "Correction": "aptcheck.library.correction",
    "Finding": "aptcheck.finding",
    "Proposal": "aptcheck.model",
    "ProposalReport": "aptcheck.library.proposal_report",
    "Report": "aptcheck.library.report",
    "Suggestions": "aptcheck.library.suggestions",
}


def read(path: FilePath) -> Proposal:
    """Read one ``.aptx`` or ``.xml`` file into the model.

    Raises
    ------
    aptcheck.errors.UnreadableProposal
        The file is not a JWST proposal that aptcheck can read; the message says why.
    aptcheck.errors.UsageError
        The argument is not a path.
    """
    from aptcheck import apt
    from aptcheck.engine.arguments import file_path

    return apt.read_path(Path(file_path(path, "path"))).proposal


def check(
    *paths: FilePath | Iterable[FilePath],
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    profile: Profile | None = None,
    config: FilePath | None = None,
    dates: Dates | None = None,
    catalog: FilePath | Iterable[FilePath] | None = None,
    fields: Fields = "backgrounds",
    baseline: FilePath | None = None,
    pictures: bool = True,
    jobs: int = 1,
    timeout_per_file: float | None = None,
) -> Report:
    """Check proposals, files or folders, and return the report.

    Parameters
    ----------
    *paths : path, or several in a list
        ``.aptx`` and ``.xml`` files, or folders of them; at least one.
    select, ignore : str or iterable of str
        Rule codes or prefixes; a text may hold several, separated by commas.
    profile : {"draft", "default", "submit"}, optional
        How strict to be; None leaves it to the configuration.
    config : path, optional
        A configuration file instead of the nearest ``aptcheck.toml``.
    dates : (start, end), optional
        When the programme may be observed, each a ``date``, a ``datetime`` or ISO text, or both as
        the text ``"START/END"``. Times without a zone are UTC, a date is its midnight, and the end
        is excluded. The default is the cycle of the programme.
    catalog : str or path, or several, optional
        Which catalogues to query for sources in the fields, in this order: ``irsa``, ``vizier``,
        the address of a TAP service, a catalogue file, a catalogue in HATS form (a folder, or
        ``hats+https://...``), ``lock`` or a lock file. Only positions and radii are sent to a
        service. None, or an empty list, uses an ``aptcheck.lock`` beside the
        proposal, if there is one; ``none`` does not.
    fields : {"backgrounds", "all"}
        Whether to check the fields of science observations too.
    baseline : path, optional
        A file that ``aptcheck baseline`` wrote: findings in it are marked and do not count.
    pictures : bool
        Keep what the pictures of the background fields need; a check without is a little quicker.
    jobs : int
        Worker processes; 0 means one for each core.
    timeout_per_file : float, optional
        Seconds after which aptcheck gives up on a file, reports a finding and continues; waiting
        for a catalogue does not count. Files are then judged in worker processes, even with one
        job, because only a process can be stopped at any point. None, or 0, means no limit.

    Raises
    ------
    aptcheck.errors.UsageError
        An argument is not valid, a path does not exist, the configuration is wrong, or a catalogue
        file or baseline cannot be used. An unreadable proposal is a finding and does not raise.
    """
    from aptcheck.engine.arguments import (
        flag_of,
        options_of,
        process_count,
        proposal_paths,
        time_limit,
    )
    from aptcheck.library.report import Report
    from aptcheck.tasks.check import check_paths

    options = options_of(
        select=select,
        ignore=ignore,
        profile=profile,
        config=config,
        dates=dates,
        catalog=catalog,
        fields=fields,
        baseline=baseline,
        pictures=flag_of(pictures, "pictures"),
    )
    return Report.of(
        check_paths(
            proposal_paths(paths),
            options,
            jobs=process_count(jobs),
            limit_s=time_limit(timeout_per_file),
        )
    )


def suggest(
    path: FilePath | None = None,
    *,
    target: str | tuple[float, float] | None = None,
    observations: Iterable[int] = (),
    every: bool = False,
    within: Ring = (30.0, 120.0),
    far: float = 600.0,
    prefer: Preference = "margin",
    count: int = 5,
    config: FilePath | None = None,
    dates: Dates | None = None,
    catalog: FilePath | Iterable[FilePath] | None = None,
) -> Suggestions:
    """Return empty sky positions for the backgrounds of a proposal, or near a position.

    Parameters
    ----------
    path : path, optional
        An ``.aptx`` or ``.xml`` file. Positions are suggested for each science target whose
        background is not clean, not checked or missing.
    target : str or (RA, Dec), optional
        The position of a source instead: ``"10 00 27.9 +02 12 03.6"``, or ICRS degrees.
    observations : iterable of int
        Only backgrounds that these take or use; none means all.
    every : bool
        Also clean backgrounds.
    within : (inner, outer) or str
        Range of distances from the science target, arcsec; also as the text ``"30..120"``.
    far : float
        In a crowded field, how far out to search for the first clean position, arcsec.
    prefer : {"margin", "near"}
        Largest margin first, or smallest offset.
    count : int
        Number of positions for each background.
    config, dates, catalog
        As for `check`.

    Raises
    ------
    aptcheck.errors.UsageError
        Neither or both of a path and a position are given; the file cannot be read or has no such
        observation; or another argument is not valid.
    """
    from aptcheck.engine.arguments import (
        file_path,
        observation_numbers,
        options_of,
        place_of,
        terms_of,
    )
    from aptcheck.errors import UsageError
    from aptcheck.library.suggestions import Suggestions
    from aptcheck.tasks.suggest import places_about, suggested_places

    if (path is None) == (target is None):
        raise UsageError("give either a path or a target.")
    options = options_of(config=config, dates=dates, catalog=catalog)
    terms = terms_of(within=within, far=far, prefer=prefer, count=count)
    if target is not None:
        return Suggestions.of(places_about(place_of(target), options, terms))
    found = suggested_places(
        file_path(path or "", "path"),
        options,
        terms,
        observations=observation_numbers(observations),
        every=every,
    )
    return Suggestions.of(found)


def fix(
    path: FilePath,
    *,
    output: FilePath | None = None,
    unsafe: bool = False,
    suggest: bool = False,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    profile: Profile | None = None,
    config: FilePath | None = None,
    dates: Dates | None = None,
    catalog: FilePath | Iterable[FilePath] | None = None,
) -> Correction:
    """Correct a proposal: return a copy with findings fixed.

    The file itself never changes. Open the copy in APT, then run APT's own checks and the Visit
    Planner again.

    Parameters
    ----------
    path : path
        An ``.aptx`` or ``.xml`` file.
    output : path, optional
        A new file for the copy, written only if it differs from the proposal.
    unsafe : bool
        Also make changes that are the proposer's decision.
    suggest : bool
        Also move each contaminated background to the first position suggested for it.
    select, ignore, profile, config, dates, catalog
        As for `check`; deselected and suppressed findings are not fixed.

    Raises
    ------
    aptcheck.errors.UsageError
        An argument is not valid, the file cannot be read, the configuration is wrong, a catalogue
        cannot be used, or the file for the copy already exists.
    aptcheck.errors.UnwritableEdit
        The file has a structure that aptcheck cannot correct.
    """
    from aptcheck.engine.arguments import file_path, flag_of, new_file, options_of
    from aptcheck.library.correction import Correction
    from aptcheck.tasks.fix import corrected

    options = options_of(
        select=select, ignore=ignore, profile=profile, config=config, dates=dates, catalog=catalog
    )
    found = corrected(
        file_path(path, "path"),
        options,
        output=None if output is None else new_file(output),
        unsafe=flag_of(unsafe, "unsafe"),
        suggest=flag_of(suggest, "suggest"),
    )
    return Correction.of(found)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type depends on the name
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'aptcheck' has no attribute {name!r}")
