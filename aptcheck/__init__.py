"""aptcheck: a linter for JWST proposals with dedicated sky observations of MIRI and NIRSpec.

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
    from aptcheck.correction import Correction
    from aptcheck.engine.arguments import Dates, FilePath, Ring
    from aptcheck.errors import AptcheckError
    from aptcheck.finding import Finding
    from aptcheck.model import Proposal
    from aptcheck.results import Report
    from aptcheck.suggestions import Suggestions

__all__ = [
    "AptcheckError",
    "Correction",
    "Finding",
    "Proposal",
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
    "Correction": "aptcheck.correction",
    "Finding": "aptcheck.finding",
    "Proposal": "aptcheck.model",
    "Report": "aptcheck.results",
    "Suggestions": "aptcheck.suggestions",
}


def read(path: FilePath) -> Proposal:
    """Read one ``.aptx`` or ``.xml`` file into the model.

    Raises
    ------
    aptcheck.errors.UnreadableProposal
        The file is no JWST proposal that aptcheck can read; the message says why.
    aptcheck.errors.UsageError
        What was given is not a path.
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
    jobs: int = 1,
    timeout_per_file: float | None = None,
) -> Report:
    """Check proposals, files or folders, and return the report.

    Parameters
    ----------
    *paths : path, or several in a list
        ``.aptx`` and ``.xml`` files, or folders of them; at least one.
    select, ignore : str or iterable of str
        Rule codes or prefixes of them; a text may hold several with commas between.
    profile : {"draft", "default", "submit"}, optional
        How strict to be; the configuration decides when None.
    config : path, optional
        A configuration file instead of the nearest ``aptcheck.toml``.
    dates : (start, end), optional
        When the programme may be observed, each a ``date``, a ``datetime`` or ISO text, or both as
        the text ``"START/END"``; what has no time zone is UTC, a date is its midnight, and the end
        is not part of it. Else the cycle of the programme decides.
    catalog : str or path, or several, optional
        Which catalogues to ask about sources in the fields, in this order: ``irsa``, ``vizier``,
        the address of a TAP service, a catalogue file, ``lock`` or a lock file. Positions and radii
        are sent to a service, nothing else. None, or an empty list, uses an ``aptcheck.lock``
        beside the proposal, if there is one; ``none`` not even that.
    fields : {"backgrounds", "all"}
        Whether the fields of science observations are looked at as well.
    baseline : path, optional
        A file that ``aptcheck baseline`` wrote: what it knows is marked, and does not weigh.
    jobs : int
        Worker processes; 0 is one for each core.
    timeout_per_file : float, optional
        Seconds after which a file is given up, which is a finding, and the run goes on; the wait
        for a catalogue is not counted. Files are then judged in worker processes, for one job too:
        only a process can be ended whatever it is at. None, or 0, is no limit.

    Raises
    ------
    aptcheck.errors.UsageError
        An argument is not what it may be, a path does not exist, the configuration is wrong, or a
        catalogue file or baseline cannot be used. An unreadable proposal does not raise: it is a
        finding.
    """
    from aptcheck.engine.arguments import options_of, process_count, proposal_paths, time_limit
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
    )
    return check_paths(
        proposal_paths(paths),
        options,
        jobs=process_count(jobs),
        limit_s=time_limit(timeout_per_file),
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
    """Return empty sky for the backgrounds of a proposal, or about a position.

    Parameters
    ----------
    path : path, optional
        An ``.aptx`` or ``.xml`` file. Positions are suggested for each science target whose
        background is not clean, not checked or missing.
    target : str or (RA, Dec), optional
        A source instead: ``"10 00 27.9 +02 12 03.6"``, or ICRS degrees.
    observations : iterable of int
        Only backgrounds that these take or use; none is all.
    every : bool
        Also backgrounds that are clean.
    within : (inner, outer) or str
        Distances from the science target, arcsec, or both as the text ``"30..120"``.
    far : float
        Where it is crowded, the first clean position is looked for so far out, arcsec.
    prefer : {"margin", "near"}
        Largest margin first, or smallest offset.
    count : int
        Positions for each background.
    config, dates, catalog
        As for `check`.

    Raises
    ------
    aptcheck.errors.UsageError
        Neither a path nor a position is given, or both; the file cannot be read or has no such
        observation; another argument is not what it may be.
    """
    from aptcheck.engine.arguments import (
        file_path,
        observation_numbers,
        options_of,
        place_of,
        terms_of,
    )
    from aptcheck.errors import UsageError
    from aptcheck.tasks.suggest import places_about, suggested_places

    if (path is None) == (target is None):
        raise UsageError("give a path, or a target, not both.")
    options = options_of(config=config, dates=dates, catalog=catalog)
    terms = terms_of(within=within, far=far, prefer=prefer, count=count)
    if target is not None:
        return places_about(place_of(target), options, terms)
    return suggested_places(
        file_path(path or "", "path"),
        options,
        terms,
        observations=observation_numbers(observations),
        every=every,
    )


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
    """Correct a proposal: return a copy in which findings are fixed.

    The file itself is never changed. Open the copy in APT, run APT's own checks and the Visit
    Planner again.

    Parameters
    ----------
    path : path
        An ``.aptx`` or ``.xml`` file.
    output : path, optional
        A new file that the copy is written to, where it differs from the proposal.
    unsafe : bool
        Also make the changes that are for the proposer to decide.
    suggest : bool
        Also move each background that is spoiled to the first place that is suggested for it.
    select, ignore, profile, config, dates, catalog
        As for `check`: what is deselected or suppressed is left as it is.

    Raises
    ------
    aptcheck.errors.UsageError
        An argument is not what it may be, the file cannot be read, the configuration is wrong, a
        catalogue cannot be used, or there is a file of the name of the copy.
    aptcheck.errors.UnwritableEdit
        The file is made in a way in which it cannot be corrected.
    """
    from aptcheck.engine.arguments import file_path, flag_of, new_file, options_of
    from aptcheck.tasks.fix import corrected

    options = options_of(
        select=select, ignore=ignore, profile=profile, config=config, dates=dates, catalog=catalog
    )
    return corrected(
        file_path(path, "path"),
        options,
        output=None if output is None else new_file(output),
        unsafe=flag_of(unsafe, "unsafe"),
        suggest=flag_of(suggest, "suggest"),
    )


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type depends on the name
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'aptcheck' has no attribute {name!r}")
