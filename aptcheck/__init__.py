"""aptcheck: a linter for JWST proposals with MIRI MRS dedicated sky observations.

>>> import aptcheck
>>> report = aptcheck.check("proposal.aptx")        # doctest: +SKIP
>>> report.summary.errors                           # doctest: +SKIP
1
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aptcheck.version import __version__

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.contamination.cone_request import Fields
    from aptcheck.errors import AptcheckError
    from aptcheck.finding import Finding
    from aptcheck.model import Proposal
    from aptcheck.results import Report

__all__ = ["AptcheckError", "Finding", "Proposal", "Report", "__version__", "check", "read"]

_HOMES = {
    "AptcheckError": "aptcheck.errors",
    "Finding": "aptcheck.finding",
    "Proposal": "aptcheck.model",
    "Report": "aptcheck.results",
}


def read(path: str | PathLike[str]) -> Proposal:
    """Read one ``.aptx`` or ``.xml`` file into the model.

    Raises
    ------
    aptcheck.errors.UnreadableProposal
        The file is no JWST proposal that aptcheck can read; the message says why.
    """
    from aptcheck import apt

    return apt.read_path(Path(path)).proposal


def check(
    *paths: str | PathLike[str],
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    profile: Profile | None = None,
    config: str | PathLike[str] | None = None,
    dates: tuple[datetime, datetime] | None = None,
    catalog: str | PathLike[str] | Iterable[str | PathLike[str]] | None = None,
    fields: Fields = "backgrounds",
    baseline: str | PathLike[str] | None = None,
    jobs: int = 1,
) -> Report:
    """Check proposals, files or folders, and return the report.

    Parameters
    ----------
    *paths : path
        ``.aptx`` and ``.xml`` files, or folders of them.
    select, ignore : iterable of str
        Rule codes or prefixes of them.
    profile : {"draft", "default", "submit"}, optional
        How strict to be; the configuration decides when None.
    config : path, optional
        A configuration file instead of the nearest ``aptcheck.toml``.
    dates : (start, end), optional
        When the programme may be observed, as naive UTC; else its cycle decides.
    catalog : str or path, or several, optional
        Which catalogues to ask about sources in the fields, in this order: ``irsa``, ``vizier``,
        the address of a TAP service, a catalogue file, ``lock`` or a lock file. Positions and radii
        are sent to a service, nothing else. None uses an ``aptcheck.lock`` beside the proposal, if
        there is one; ``none`` not even that.
    fields : {"backgrounds", "all"}
        Whether the fields of science observations are looked at as well.
    baseline : path, optional
        A file that ``aptcheck baseline`` wrote: what it knows is marked, and does not weigh.
    jobs : int
        Worker processes.

    Raises
    ------
    aptcheck.errors.UsageError
        A path does not exist, the configuration is wrong, or a catalogue file or baseline cannot be
        used. An unreadable proposal does not raise: it is a finding.
    """
    from aptcheck.engine.options import Options
    from aptcheck.tasks.check import check_paths

    options = Options(
        select=tuple(select),
        ignore=tuple(ignore),
        profile=profile,
        config=Path(config) if config is not None else None,
        dates=dates,
        catalogs=_catalogs(catalog),
        fields=fields,
        baseline=Path(baseline) if baseline is not None else None,
    )
    return check_paths([fspath(path) for path in paths], options, jobs=jobs)


def _catalogs(
    catalog: str | PathLike[str] | Iterable[str | PathLike[str]] | None,
) -> tuple[str, ...] | None:
    if catalog is None:
        return None
    several = [catalog] if isinstance(catalog, (str, PathLike)) else catalog
    return tuple(fspath(one) for one in several)


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type depends on the name
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'aptcheck' has no attribute {name!r}")
