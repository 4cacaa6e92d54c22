"""A TAP service: one upload join for many fields, accepted only when it is complete.

pyvo accepts an answer without a status, and gives no warning when it truncates the answer at its
own ``maxrec``; so the status is read here, and every row is checked against the cones.
"""

from __future__ import annotations

import contextlib
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from aptcheck.catalog.address import Address
from aptcheck.catalog.batch import Batch, now
from aptcheck.catalog.dialect import DIALECTS
from aptcheck.catalog.failure import NoAnswer, TooManyRows, explain, short
from aptcheck.catalog.match import separation_arcsec
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows, as_numbers
from aptcheck.catalog.survey import SURVEYS, Survey
from aptcheck.intake.bounds import MAX_CATALOGUE_ROWS

if TYPE_CHECKING:
    from astropy.table import Table
    from pyvo.dal import AsyncTAPJob, TAPResults, TAPService

__all__ = ["ROWS_LIMIT", "Tap"]

#: Most rows requested; 500 crowded fields have fewer. A longer answer is requested in halves.
ROWS_LIMIT = MAX_CATALOGUE_ROWS
_ROUNDING_ARCSEC = 1.0

#: Phases of an unfinished job (UWS 1.1, section 2.1.3).
_UNDER_WAY = {"PENDING", "QUEUED", "EXECUTING", "HELD", "SUSPENDED", "UNKNOWN"}
_POLL_S = 0.5
_LONGEST_POLL_S = 10.0


class Tap:
    """A Table Access Protocol service.

    Parameters
    ----------
    url : str
        Base address, without ``/sync``; a user and password in it are its login.
    name : str, optional
        Its name in messages; by default, its host.
    kind : str
        Key of ``DIALECTS``.
    patience : Patience

    Raises
    ------
    UsageError
        It is not the address of a service.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str | None = None,
        kind: str = "tap",
        patience: Patience | None = None,
    ) -> None:
        self._address = Address.of(url)
        self.url = self._address.url
        self.name = name or self._address.origin.host
        self.kind = kind
        self.patience = patience or Patience()
        self.surveys = SURVEYS
        self._dialect = DIALECTS[kind]

    reads_tiles = False

    @property
    def recipient(self) -> str | None:
        """The name and address that positions are sent to: this server and no other."""
        return f"{self.name} ({self.url})"

    def query(self, survey: Survey, radius_deg: float) -> str:
        """Return the ADQL."""
        return self._dialect.query(survey, radius_deg)

    def ask(
        self, survey: Survey, positions: Sequence[Position], radius_deg: float
    ) -> Sequence[Batch]:
        """Return one batch, or more where a truncated answer was requested again in halves."""
        from astropy.utils import iers
        from pyvo.dal import TAPService

        from aptcheck.catalog.http import PatientSession

        batch: dict[str, Any] = {
            "survey": survey,
            "provider": self.name,
            "kind": self.kind,
            "service": self.url,
            "query": self.query(survey, radius_deg),
            "asked": now(),
            "radius_deg": radius_deg,
        }
        with (
            PatientSession(self._address, self.patience) as web,
            warnings.catch_warnings(),
            # A job document contains times, for which astropy would fetch leap seconds.
            iers.conf.set_temp("auto_download", False),
        ):
            # VOTables of services are full of small faults; what matters is checked here.
            warnings.simplefilter("ignore")
            service = TAPService(self.url, session=web)
            return self._halves(service, tuple(positions), batch)

    def _halves(
        self, service: TAPService, positions: tuple[Position, ...], batch: dict[str, Any]
    ) -> list[Batch]:
        try:
            rows = self._rows(service, positions, batch)
        except TooManyRows as cut:
            if len(positions) > 1:
                half = len(positions) // 2
                return [
                    *self._halves(service, positions[:half], batch),
                    *self._halves(service, positions[half:], batch),
                ]
            return [Batch(**batch, positions=positions, reason=cut.reason)]
        except NoAnswer as fault:
            reason = self._in_words(fault)
            return [Batch(**batch, positions=positions, reason=reason, silent=fault.silent)]
        return [Batch(**batch, positions=positions, rows=rows)]

    def _in_words(self, fault: NoAnswer) -> str:
        """Return why there is no answer; the password is removed before the text is cut."""
        said = short(self._address.without_secret(fault.said))
        return f"{fault.reason}: {said}" if said else fault.reason

    def _rows(
        self, service: TAPService, positions: tuple[Position, ...], batch: Mapping[str, Any]
    ) -> Rows:
        """Return the checked rows: synchronously or, if the load is too high for that, as a job."""
        return self._checked(
            self._result(service, batch["query"], _upload(positions)),
            positions,
            batch["survey"],
            batch["radius_deg"],
        )

    def _result(self, service: TAPService, adql: str, flds: Table) -> TAPResults:
        try:
            return self._sync(service, adql, flds)
        except NoAnswer as fault:
            if not fault.again:
                raise
            first = fault
        # Outside the handler: otherwise each fault of the job would have the first as its context.
        try:
            return self._job(service, adql, flds)
        except NoAnswer as fault:
            if fault.silent and fault.again:  # nothing new is known
                raise first from fault
            raise

    def _sync(self, service: TAPService, adql: str, flds: Table) -> TAPResults:
        try:
            return service.run_sync(adql, uploads={"flds": flds}, maxrec=ROWS_LIMIT)
        except Exception as fault:  # pyvo passes on whatever its parsers raise
            raise explain(fault, self.patience.read_s) from fault

    def _job(self, service: TAPService, adql: str, flds: Table) -> TAPResults:
        job = None
        try:
            job = service.submit_job(adql, uploads={"flds": flds}, maxrec=ROWS_LIMIT)
            job.run()
            self._wait(job)
            return job.fetch_result()
        except Exception as fault:  # as above
            raise explain(fault, self.patience.read_s) from fault
        finally:
            if job is not None:
                with contextlib.suppress(Exception):
                    job.delete()

    def _wait(self, job: AsyncTAPJob) -> None:
        """Poll at intervals: pyvo's own ``wait`` has no limit and keeps a request open."""
        end, pause = time.monotonic() + self.patience.job_s, _POLL_S
        while (phase := job.phase) in _UNDER_WAY:
            if time.monotonic() + pause > end:
                raise NoAnswer(
                    f"did not finish a job within {self.patience.job_s:g} s", silent=True
                )
            time.sleep(pause)
            pause = min(1.5 * pause, _LONGEST_POLL_S)
        if phase != "COMPLETED":
            job.raise_if_error()
            raise NoAnswer("left a job in an unexpected phase", said=str(phase))

    def _checked(
        self, result: TAPResults, positions: Sequence[Position], survey: Survey, radius_deg: float
    ) -> Rows:
        status = _status(result)
        if status is None:
            raise NoAnswer("sent an answer that does not say whether it is complete")
        if status == "OVERFLOW":
            raise TooManyRows(f"truncated its answer after {len(result)} rows")
        if status != "OK":
            raise NoAnswer("reported an unexpected status", said=status)

        given = {name.lower(): name for name in result.fieldnames}
        own = self._dialect.named(survey)
        lacking = [name for name in ("fld_id", *own.values()) if name.lower() not in given]
        if lacking:
            raise NoAnswer(f"sent a table without the column {lacking[0]}")
        try:
            ids = as_numbers(_column(result, given["fld_id"]), "fld_id")
            rows = Rows.of(
                survey,
                {name: _column(result, given[own[name].lower()]) for name in own},
            )
        except (ValueError, TypeError) as fault:
            raise NoAnswer("sent a table that cannot be used", said=str(fault)) from fault
        _check_against_cones(ids, rows, positions, radius_deg)
        return rows.unique()


def _upload(positions: Sequence[Position]) -> Table:
    from astropy.table import Table

    return Table(
        {
            "fld_id": np.arange(len(positions), dtype=np.int32),
            "fld_ra": np.array([position.ra_deg % 360.0 for position in positions]),
            "fld_dec": np.array([position.dec_deg for position in positions]),
        }
    )


def _column(result: TAPResults, name: str) -> NDArray[Any]:
    column: NDArray[Any] = result.getcolumn(name)
    return column


def _status(result: TAPResults) -> str | None:
    """Return the last QUERY_STATUS in the document: an overflow is reported at the end."""
    document = result.votable
    infos = list(document.infos)
    for resource in document.resources:
        infos += resource.infos
        for table in resource.tables:
            infos += table.infos
    values = [str(info.value).upper() for info in infos if info.name.lower() == "query_status"]
    bad = [value for value in values if value != "OK"]
    return next(reversed(bad or values), None)


def _check_against_cones(
    ids: NDArray[np.float64], rows: Rows, positions: Sequence[Position], radius_deg: float
) -> None:
    if not len(rows):
        return
    known = np.isin(ids, np.arange(len(positions)))
    if not known.all():
        raise NoAnswer("sent rows for fields that were not asked for")
    which = ids.astype(np.intp)
    distance = separation_arcsec(
        np.array([position.ra_deg for position in positions])[which],
        np.array([position.dec_deg for position in positions])[which],
        rows["ra"],
        rows["dec"],
    )
    if distance.max() > radius_deg * 3600.0 + _ROUNDING_ARCSEC:
        raise NoAnswer("sent rows from outside the cones that were asked for")
