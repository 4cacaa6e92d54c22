"""The rows of one survey, column by column, from any provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.survey import Survey

__all__ = ["Rows", "as_numbers", "as_text", "check_places"]

#: Values that no source has: magnitudes beyond 100 (99.99 is "not measured" in many tables),
#: position errors beyond a degree (arcsec), motions too large for AllWISE's column (mas/yr).
#: aptcheck's own bounds: far beyond them, fluxes and positions overflow.
_LARGEST = {
    **dict.fromkeys(("j_m", "h_m", "k_m", "w1mpro", "w2mpro", "w3mpro", "w4mpro"), 100.0),
    **dict.fromkeys(("j_m_2mass", "h_m_2mass", "k_m_2mass"), 100.0),
    **dict.fromkeys(("pmra", "pmdec", "sigpmra", "sigpmdec"), 1e9),
    **dict.fromkeys(("sigra", "sigdec"), 3_600.0),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rows:
    """A table of ``n`` catalogue rows.

    Attributes
    ----------
    survey : Survey
    columns : mapping of str to array, shape (n,)
        Every column of the survey: text as ``str`` with "" for null, numbers as float64 with NaN
        for null.
    supplied : tuple of str
        The columns that the supplier had; the others are null in all rows.
    """

    survey: Survey
    columns: Mapping[str, NDArray[Any]]
    supplied: tuple[str, ...]

    @classmethod
    def of(cls, survey: Survey, columns: Mapping[str, NDArray[Any]]) -> Rows:
        """Return rows of a survey from arrays under its column names; absent ones become null.

        Raises
        ------
        ValueError
            A position is absent, a magnitude or a motion is out of bounds, or a column of numbers
            has an entry that is not a number.
        """
        count = len(columns["ra"]) if "ra" in columns else 0
        wanted = (*survey.columns, *survey.keys)
        filled: dict[str, NDArray[Any]] = {}
        for name in wanted:
            if name not in columns:
                blank: NDArray[Any] = np.full(count, "" if name in survey.text else np.nan)
                filled[name] = blank
            elif name in survey.text:
                filled[name] = as_text(columns[name])
            else:
                filled[name] = as_numbers(columns[name], name)
        check_places(filled["ra"], filled["dec"])
        for name, largest in _LARGEST.items():
            # A null fails no comparison.
            if name in filled and (np.abs(filled[name]) > largest).any():
                raise ValueError(f"a row has {name} beyond {largest:,.0f}, which no source has")
        return cls(
            survey=survey,
            columns=filled,
            supplied=tuple(name for name in wanted if name in columns),
        )

    @classmethod
    def none(cls, survey: Survey) -> Rows:
        """Return an empty table of a survey."""
        return cls.of(survey, {name: np.empty(0) for name in survey.columns})

    def __len__(self) -> int:
        return len(self.columns["ra"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        return self.columns[name]

    def take(self, which: NDArray[Any]) -> Rows:
        """Return the rows of an index or boolean array."""
        return Rows(
            survey=self.survey,
            columns={name: column[which] for name, column in self.columns.items()},
            supplied=self.supplied,
        )

    def unique(self) -> Rows:
        """Return each catalogue entry once, ordered by declination, right ascension and name."""
        order = np.lexsort((self["designation"], self["ra"], self["dec"]))
        sorted_rows = self.take(order)
        if len(self) < 2:
            return sorted_rows
        fresh = np.ones(len(self), dtype=bool)
        fresh[1:] = False
        for name in ("dec", "ra", "designation"):
            column = sorted_rows[name]
            fresh[1:] |= column[1:] != column[:-1]
        return sorted_rows.take(fresh)

    @classmethod
    def together(cls, survey: Survey, parts: Sequence[Rows]) -> Rows:
        """Return the rows of all parts as one table, each entry once.

        A column counts as supplied when every part had it.
        """
        filled = [part for part in parts if len(part)]
        if not filled:
            return parts[0] if parts else cls.none(survey)
        columns = {
            name: np.concatenate([part[name] for part in filled]) for name in filled[0].columns
        }
        shared = tuple(
            name for name in filled[0].supplied if all(name in part.supplied for part in filled)
        )
        return cls(survey=survey, columns=columns, supplied=shared).unique()


def check_places(ra: NDArray[np.float64], dec: NDArray[np.float64]) -> None:
    """Raise ValueError if one is no position: absent, or not of the sky (degrees)."""
    # NaN fails both.
    if not ((np.abs(ra) <= 360).all() and (np.abs(dec) <= 90).all()):
        raise ValueError("a row has no position")


def as_numbers(values: NDArray[Any], name: str) -> NDArray[np.float64]:
    """Return float64 with NaN wherever the value is masked, empty or not finite."""
    plain = np.ma.MaskedArray(values)
    if plain.dtype.kind in "OUS":
        words = as_text(values)
        try:
            numbers = np.where(words == "", "nan", words).astype(np.float64)
        except ValueError:
            raise ValueError(f"column {name} has an entry that is not a number") from None
    elif plain.dtype.kind in "iufb":
        numbers = np.ma.filled(plain.astype(np.float64), np.nan)
        if plain.dtype == np.float32:
            numbers = np.round(numbers, 5)  # 41.6 again, not 41.599998
    else:
        raise ValueError(f"column {name} has an entry that is not a number")
    numbers[~np.isfinite(numbers)] = np.nan
    return numbers


def as_text(values: NDArray[Any]) -> NDArray[np.str_]:
    """Return text without blanks around it, "" where masked or null."""
    plain = np.ma.MaskedArray(values)
    if plain.dtype.kind == "U":
        words = np.char.strip(plain.filled(""))
    else:
        words = np.array([_word(value) for value in plain.tolist()], dtype=np.str_)
    return np.where(np.isin(words, _NULLS), "", words)


_NULLS = ["null", "NULL", "none", "None", "nan", "NaN", "NAN", "--", "N/A", "n/a"]


def _word(value: object) -> str:
    if value is None:
        return ""
    word = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    return word.strip().strip("\0")
