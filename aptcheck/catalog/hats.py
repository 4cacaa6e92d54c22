"""Catalogues in HATS form, in a folder or on a web server, opened with LSDB and read on Dask.

Each row is in one partition, and every partition that a cone touches is read: no margins are
needed, and nothing is lost or doubled at their borders.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from aptcheck.catalog.address import Address
from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.hats_failure import hats_failure
from aptcheck.catalog.hats_open import Opened, open_hats
from aptcheck.catalog.hats_partition import Cones, Portion, rows_near
from aptcheck.catalog.hats_tiles import cone_ranges, touching, union
from aptcheck.catalog.match import match
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import SURVEYS, Survey
from aptcheck.errors import MissingExtra, UsageError
from aptcheck.intake.bounds import MAX_CATALOGUE_ROWS

__all__ = ["HatsCatalogue", "hats_at", "hats_in"]

#: Partitions given to Dask together; between them, limits are checked.
_TOGETHER = 64


class HatsCatalogue:
    """One catalogue of one survey, or a collection with it.

    Parameters
    ----------
    where : Path or Address
    patience : Patience, optional
        For a server.

    Raises
    ------
    MissingExtra
        It needs the extra ``hats``.
    """

    reads_tiles = True

    def __init__(self, where: Path | Address, patience: Patience | None = None) -> None:
        _check_extra()
        self._where = where
        self._patience = patience or Patience()
        self.name = where.origin.host if isinstance(where, Address) else where.name
        self._service = where.url if isinstance(where, Address) else where.name
        self._found: Opened | NoAnswer | None = None

    def opened(self) -> Opened:
        """Return the catalogue, opened once.

        Raises
        ------
        NoAnswer
            Now, as at the first attempt.
        """
        if self._found is None:
            try:
                self._found = open_hats(self._where, self._patience)
            except NoAnswer as fault:
                self._found = fault
        if isinstance(self._found, NoAnswer):
            raise self._found
        return self._found

    @property
    def surveys(self) -> tuple[Survey, ...]:
        """Its survey; both where it cannot be opened, so that neither counts as not supplied."""
        try:
            return (self.opened().layout.survey,)
        except NoAnswer:
            return SURVEYS

    @property
    def recipient(self) -> str | None:
        """Who is asked for parts of the catalogue; None for a folder."""
        return f"{self.name} ({self._service})" if isinstance(self._where, Address) else None

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return what is looked up, as a sentence."""
        return f"{survey.name} rows of {self._service} within {radius_deg * 3600:.2f} arcsec"

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return one batch with the rows inside the cones, and one for each reason for a gap."""
        batch: dict[str, Any] = {
            "survey": survey,
            "provider": self.name,
            "kind": "hats",
            "service": self._service,
            "query": self.query(survey, radius_deg),
            "asked": now(),
            "radius_deg": radius_deg,
        }
        try:
            rows, faults = self._rows(positions, radius_deg)
        except NoAnswer as fault:
            reason = self._shown(fault.reason)
            return [Batch(**batch, positions=tuple(positions), reason=reason, silent=fault.silent)]
        answered = tuple(p for number, p in enumerate(positions) if number not in faults)
        gaps: dict[tuple[str, bool], list[Position]] = {}
        for number, why in faults.items():
            gaps.setdefault((why.reason, why.silent), []).append(positions[number])
        found = [Batch(**batch, positions=answered, rows=_within(rows, answered, radius_deg))]
        return [
            *(found if answered else ()),
            *(
                Batch(**batch, positions=tuple(at), reason=self._shown(reason), silent=silent)
                for (reason, silent), at in gaps.items()
            ),
        ]

    def _rows(
        self, positions: Sequence[Position], radius_deg: float
    ) -> tuple[Rows, Mapping[int, NoAnswer]]:
        """Return the rows that were read, and why some positions, by index, have no answer."""
        opened = self.opened()
        layout = opened.layout
        ranges = cone_ranges(positions, radius_deg)
        touched = touching(ranges, opened.order, opened.pixel)
        ra = np.array([position.ra_deg for position in positions])
        dec = np.array([position.dec_deg for position in positions])
        tasks = {
            number: partial(
                rows_near,
                opened.path(number),
                layout,
                Cones(
                    ra_deg=ra[cones],
                    dec_deg=dec[cones],
                    radius_deg=radius_deg,
                    ranges=union([ranges[cone] for cone in cones]),
                ),
                self._patience.read_s,
            )
            for number, cones in touched.items()
        }
        # Without a row it still says which columns the catalogue has.
        found = [Rows.of(layout.survey, dict.fromkeys(layout.names, np.empty(0)))]
        count = 0
        faults: dict[int, NoAnswer] = {}
        for number, portion in self._portions(tasks):
            if portion.reason is not None:
                fault = NoAnswer(portion.reason, silent=portion.silent)
                faults.update(dict.fromkeys(touched[number], fault))
            elif portion.rows is not None:
                found.append(portion.rows)
                count += len(portion.rows)
            if count > MAX_CATALOGUE_ROWS:
                raise NoAnswer(f"has more than {MAX_CATALOGUE_ROWS:,} rows in these fields")
        return Rows.together(layout.survey, found), faults

    def _portions(self, tasks: Mapping[int, partial[Portion]]) -> Iterator[tuple[int, Portion]]:
        """Yield what each partition contributes; a server that is silent is not asked again.

        They run on the current ``dask.distributed`` client, else on threads of this process.
        """
        import dask

        numbers = list(tasks)
        gone: Portion | None = None
        for start in range(0, len(numbers), _TOGETHER):
            here = numbers[start : start + _TOGETHER]
            if gone is not None:
                portions: Sequence[Portion] = [gone] * len(here)
            else:
                try:
                    with warnings.catch_warnings():
                        warnings.simplefilter("ignore")  # of Dask, about its own affairs
                        work = [dask.delayed(tasks[number], pure=False)() for number in here]
                        portions = dask.compute(*work)
                except Exception as fault:  # noqa: BLE001 - a worker that is lost
                    why = hats_failure(fault, self._patience.read_s)
                    portions = [Portion(reason=why.reason, silent=why.silent)] * len(here)
                gone = next((portion for portion in portions if portion.silent), None)
            yield from zip(here, portions, strict=True)

    def _shown(self, reason: str) -> str:
        """Return a reason without the password of the address."""
        return self._where.without_secret(reason) if isinstance(self._where, Address) else reason


def hats_in(folder: Path) -> HatsCatalogue:
    """Return the catalogue in a folder.

    Raises
    ------
    UsageError
        It cannot be read, or is not one of the two surveys.
    MissingExtra
        It needs the extra ``hats``.
    """
    # Workers may run in another folder.
    found = HatsCatalogue(folder.absolute())
    try:
        found.opened()
    except NoAnswer as fault:
        raise UsageError(f"The HATS catalogue {folder} {fault.reason}.") from fault
    return found


def hats_at(url: str, patience: Patience | None = None) -> HatsCatalogue:
    """Return the catalogue at an http(s) address, which is contacted when it is asked.

    Raises
    ------
    UsageError
        It is not an address.
    MissingExtra
        It needs the extra ``hats``.
    """
    return HatsCatalogue(Address.of(url), patience)


def _within(rows: Rows, positions: Sequence[Position], radius_deg: float) -> Rows:
    near = match(
        np.array([position.ra_deg for position in positions]),
        np.array([position.dec_deg for position in positions]),
        rows["ra"],
        rows["dec"],
        radius_deg,
    )
    return rows.take(np.unique(near.source))


def _check_extra() -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it sets options of pandas that are going away
            import lsdb  # noqa: F401
    except ImportError:
        raise MissingExtra("A catalogue in HATS form", "hats") from None
