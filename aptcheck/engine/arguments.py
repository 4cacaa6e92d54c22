"""Validates what a caller asks for, for both the command line and the library.

Each function takes the value of one argument and returns the value that the engine uses. An invalid
value raises a `UsageError` that names the argument and what it takes.
"""

from __future__ import annotations

import math
import operator
import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar, get_args

from aptcheck.engine.date_window import usable_window
from aptcheck.engine.options import Options
from aptcheck.errors import UsageError
from aptcheck.wording import excerpt, listed

if TYPE_CHECKING:
    from aptcheck.config import Profile
    from aptcheck.contamination.cone_request import Fields
    from aptcheck.contamination.empty_sky.terms import Preference, Terms

__all__ = [
    "FARTHEST_ARCSEC",
    "MOST_PLACES",
    "USUAL_LIMIT_S",
    "Dates",
    "FilePath",
    "Ring",
    "codes",
    "file_path",
    "flag_of",
    "new_file",
    "observation_numbers",
    "options_of",
    "place_of",
    "process_count",
    "proposal_paths",
    "ring_of",
    "terms_of",
    "time_limit",
    "window_of",
]

FilePath: TypeAlias = str | PathLike[str]
#: A start and an end, as dates, datetimes or ISO text; or both as the text START/END.
Dates: TypeAlias = tuple[date | str, date | str] | str

#: Two distances in arcsec, or both as the text "30..120".
Ring: TypeAlias = tuple[float, float] | str

#: Half a degree: the largest search distance, arcsec; the cone around it is not much larger.
FARTHEST_ARCSEC = 1800.0
#: The most positions for one background.
MOST_PLACES = 50

#: Seconds that a file may take on the command line. The slowest of 21 published proposals takes 0.7
#: s on a core of 2026; 500 science observations, each with 500 backgrounds, once took 115 s.
USUAL_LIMIT_S = 300.0

_Word = TypeVar("_Word", bound=str)


def options_of(
    *,
    select: str | Iterable[str] = (),
    ignore: str | Iterable[str] = (),
    profile: Profile | None = None,
    config: FilePath | None = None,
    dates: Dates | None = None,
    catalog: FilePath | Iterable[FilePath] | None = None,
    fields: Fields = "backgrounds",
    baseline: FilePath | None = None,
    pictures: bool = False,
    places: Terms | None = None,
) -> Options:
    """Return the options of a check; `aptcheck.check` explains the arguments.

    Raises
    ------
    UsageError
        An argument is not valid.
    """
    from aptcheck.config import Profile as Profiles
    from aptcheck.contamination.cone_request import Fields as AllFields

    return Options(
        select=codes(select, "select"),
        ignore=codes(ignore, "ignore"),
        profile=None if profile is None else _one_of(profile, get_args(Profiles), "profile"),
        config=None if config is None else Path(file_path(config, "config")),
        dates=None if dates is None else window_of(dates),
        catalogs=None if catalog is None else _catalogs(catalog),
        fields=_one_of(fields, get_args(AllFields), "fields"),
        baseline=None if baseline is None else Path(file_path(baseline, "baseline")),
        pictures=pictures,
        places=places,
    )


def codes(given: str | Iterable[str], name: str) -> tuple[str, ...]:
    """Return rule codes or their prefixes; one text may hold several, separated by commas."""
    texts = _several(given)
    if wrong := [text for text in texts if not isinstance(text, str)]:
        raise UsageError(f"{name} takes codes of rules such as 'BKG2', not {_in_words(wrong[0])}.")
    return tuple(part.strip() for text in texts for part in text.split(",") if part.strip())


def window_of(given: Dates) -> tuple[datetime, datetime]:
    """Return a window of dates as naive UTC; dates without a time zone are taken as UTC."""
    both: Any = given.split("/") if isinstance(given, str) else given
    if not isinstance(both, (tuple, list)) or len(both) != 2:
        raise _no_window(given)
    start, end = (_moment(one, given) for one in both)
    return usable_window(start, end)


def process_count(given: int) -> int:
    """Return a number of worker processes; 0 means one for each core."""
    try:
        jobs = -1 if isinstance(given, bool) else operator.index(given)
    except TypeError:
        jobs = -1
    if jobs < 0:
        raise UsageError(f"jobs must be a whole number, 0 for every core, not {_in_words(given)}.")
    return jobs or os.cpu_count() or 1


def time_limit(given: float | None) -> float | None:
    """Return how many seconds a file may take; None, or 0, means no limit."""
    if given is None:
        return None
    seconds: Any = given
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not (is_number and 0 <= seconds < math.inf):
        raise UsageError(
            f"timeout_per_file must be a number of seconds, 0 for no limit, not {_in_words(given)}."
        )
    return float(given) or None


def place_of(given: str | tuple[float, float]) -> tuple[float, float]:
    """Return (RA, Dec), ICRS degrees, of a position as degrees or sexagesimal text."""
    from aptcheck.engine.sky_position import position_in

    both: Any = given
    text = given if isinstance(given, str) else " ".join(map(str, _several(both)))
    place = position_in(text.strip())
    if place is None:
        raise UsageError(
            f"{_in_words(given)} is not a position such as '150.1163 2.2010' (degrees) or "
            "'10 00 27.9 +02 12 03.6'."
        )
    return place


def flag_of(given: bool, name: str) -> bool:
    """Return True or False; anything else is refused, even a word such as ``yes``."""
    value: Any = given
    if not isinstance(value, bool):
        raise UsageError(f"{name} must be True or False, not {_in_words(given)}.")
    return value


def new_file(given: FilePath) -> str:
    """Return the path of a file to write; one that ends in a slash is refused."""
    path = file_path(given, "output")
    if path.endswith(("/", os.sep)):
        raise UsageError(f"{path} names a folder; name a file in it.")
    return path


def observation_numbers(given: Iterable[int]) -> tuple[int, ...]:
    """Return numbers of observations."""
    try:
        return tuple(operator.index(one) for one in given)
    except TypeError:
        raise UsageError(
            f"observations takes numbers of observations, not {_in_words(given)}."
        ) from None


def ring_of(given: Ring) -> tuple[float, float]:
    """Return two distances, arcsec; as text they are written ``30..120``."""
    both: Any = given.split("..") if isinstance(given, str) else given
    try:
        inner, outer = (float(one) for one in both)
    except (TypeError, ValueError):
        inner, outer = math.nan, math.nan
    if not 0.0 <= inner < outer <= FARTHEST_ARCSEC:
        raise UsageError(
            f"{_in_words(given)} is not a pair of distances in arcsec such as 30..120, the first "
            f"smaller, the second at most {FARTHEST_ARCSEC:g}."
        )
    return inner, outer


def terms_of(
    *,
    within: Ring = (30.0, 120.0),
    far: float = 600.0,
    prefer: Preference = "margin",
    count: int = 5,
) -> Terms:
    """Return the terms of a search for empty sky; `aptcheck.suggest` explains the arguments.

    Raises
    ------
    UsageError
        An argument is not valid.
    """
    from aptcheck.contamination.empty_sky.terms import Preference as Preferences
    from aptcheck.contamination.empty_sky.terms import Terms

    inner, outer = ring_of(within)
    distance: Any = far
    is_number = isinstance(distance, (int, float)) and not isinstance(distance, bool)
    if not (is_number and 0 <= distance <= FARTHEST_ARCSEC):
        raise UsageError(f"far must be 0 to {FARTHEST_ARCSEC:g} arcsec, not {_in_words(far)}.")
    try:
        most = 0 if isinstance(count, bool) else operator.index(count)
    except TypeError:
        most = 0
    if not 1 <= most <= MOST_PLACES:
        raise UsageError(f"count must be 1 to {MOST_PLACES}, not {_in_words(count)}.")
    return Terms(
        inner_arcsec=inner,
        outer_arcsec=outer,
        far_arcsec=float(distance),
        count=most,
        prefer=_one_of(prefer, get_args(Preferences), "prefer"),
    )


def proposal_paths(given: Iterable[FilePath | Iterable[FilePath]]) -> list[str]:
    """Return files and folders, named one by one or in lists; at least one is required."""
    paths = [
        file_path(path, "a proposal", empty=True) for several in given for path in _several(several)
    ]
    if not paths:
        raise UsageError("no path was given; name a proposal or a folder of proposals.")
    return paths


def file_path(given: FilePath, name: str, *, empty: bool = False) -> str:
    """Return a path as text; if ``empty`` is allowed, the code that opens it must refuse it."""
    path = _text(given)
    if path is None:
        raise UsageError(
            f"{name} must be a path, as text or a pathlib.Path, not {_in_words(given)}."
        )
    if not path and not empty:
        raise UsageError(f"{name} is an empty path; name a file.")
    return path


def _catalogs(given: FilePath | Iterable[FilePath]) -> tuple[str, ...] | None:
    """Return the catalogues to query; an empty list is the same as none given.

    Only the word ``none`` excludes a lock beside the proposal, as on the command line.
    """
    found = []
    for one in _several(given):
        if not (text := _text(one)):
            raise UsageError(
                "catalog takes irsa, vizier, the address of a TAP service, the path of a catalogue "
                f"file, lock or none, not {_in_words(one)}."
            )
        found.append(text)
    return tuple(found) or None


def _text(given: Any) -> str | None:  # noqa: ANN401 - anything
    """Return a path as text, None for what is not a path."""
    try:
        path = fspath(given)
    except TypeError:
        return None
    return path if isinstance(path, str) and "\0" not in path else None


def _several(given: Any) -> Sequence[Any]:  # noqa: ANN401 - anything
    """Return the given values one by one; a text, a path, bytes and a non-iterable are one."""
    if isinstance(given, (str, bytes, bytearray, PathLike)):
        return [given]
    try:
        return list(given)
    except TypeError:
        return [given]


def _one_of(given: object, allowed: Sequence[_Word], name: str) -> _Word:
    # An array would answer a comparison with an array.
    words = allowed if isinstance(given, str) else ()
    for word in words:
        if word == given:
            return word
    from difflib import get_close_matches

    near = get_close_matches(str(given).lower(), allowed, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"it takes {_either(allowed)}."
    raise UsageError(f"{name} cannot be {_in_words(given)}; {hint}")


def _either(words: Sequence[str]) -> str:
    return listed(map(repr, words)).replace(" and ", " or ")


def _moment(given: object, window: object) -> datetime:
    if isinstance(given, datetime):
        return given
    if isinstance(given, date):
        return datetime.combine(given, time())
    if isinstance(given, str):
        try:
            return datetime.fromisoformat(given.strip())
        except ValueError:
            pass
    raise _no_window(window)


def _no_window(given: object) -> UsageError:
    said = (
        " to ".join(map(_in_words, given)) if isinstance(given, (tuple, list)) else _in_words(given)
    )
    said = said or str(given)
    return UsageError(
        f"{said} is not a window of dates; give a start and an end such as 2026-07-01/2027-06-30."
    )


def _in_words(given: object) -> str:
    return excerpt(repr(given)) if isinstance(given, (str, int, float)) else excerpt(str(given))
