"""A Parquet file of millions of rows, searched row by row, and a TAP service that answers from it."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from astropy.io.votable import from_table, parse_single_table, tree
from astropy.table import MaskedColumn, Table
from numpy.typing import NDArray
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog.arrow_columns import columns_of
from aptcheck.catalog.match import match
from aptcheck.catalog.position import Position
from aptcheck.catalog.rows import Rows
from aptcheck.catalog.survey import Survey
from tests.catalog.service import survey_in

Floats = NDArray[np.float64]


class RowsOnDisk:
    """The rows of one survey; only their positions are in memory."""

    def __init__(self, path: Path, survey: Survey) -> None:
        from pyarrow import parquet

        self.path = path
        self.survey = survey
        places = parquet.read_table(path, columns=["ra", "dec"])
        self.ra: Floats = places["ra"].to_numpy()
        self.dec: Floats = places["dec"].to_numpy()

    def __len__(self) -> int:
        return len(self.ra)

    def rows(self, which: NDArray[np.intp]) -> Rows:
        """Return the rows of sorted indices."""
        import pyarrow
        from pyarrow import parquet

        parts, start = [], 0
        with parquet.ParquetFile(self.path) as file:
            known = set(file.schema_arrow.names)
            names = [n for n in (*self.survey.columns, *self.survey.keys) if n in known]
            for group in range(file.num_row_groups):
                end = start + file.metadata.row_group(group).num_rows
                here = which[(which >= start) & (which < end)] - start
                if len(here):
                    parts.append(file.read_row_group(group, names).take(here))
                start = end
        return Rows.of(self.survey, columns_of(pyarrow.concat_tables(parts)))

    def near(self, cones: Sequence[Position], radius_deg: float) -> Rows:
        """Return the rows in any of the cones."""
        return self.rows(np.unique(self._pairs(_places(cones), radius_deg)[1])).unique()

    def joined(self, places: tuple[Floats, Floats], radius_deg: float) -> Table:
        """Return the rows of each cone, with its number."""
        field, source = self._pairs(places, radius_deg)
        table = Table({"fld_id": field.astype(np.int32)})
        distinct, back = np.unique(source, return_inverse=True)
        rows = self.rows(distinct) if len(distinct) else Rows.none(self.survey)
        for name in self.survey.columns:
            values = rows[name][back]
            table[name] = (
                values if name in self.survey.text else MaskedColumn(values, mask=np.isnan(values))
            )
        return table

    def _pairs(
        self, places: tuple[Floats, Floats], radius_deg: float
    ) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        found = match(*places, self.ra, self.dec, radius_deg)
        return found.field, found.source


def answers(server: HTTPServer, catalogues: Mapping[Survey, RowsOnDisk]) -> None:
    """Let a server answer the joins that aptcheck sends, at ``/tap``."""

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        upload = parse_single_table(io.BytesIO(next(iter(request.files.values())).read()))
        flds = upload.to_table()
        radius = re.search(r"fld_dec,([\d.]+)\)", request.form["QUERY"])
        assert radius
        places = np.array(flds["fld_ra"]), np.array(flds["fld_dec"])
        found = catalogues[survey].joined(places, float(radius[1]))
        document = from_table(found)
        document.resources[0].type = "results"
        document.resources[0].infos.append(tree.Info(name="QUERY_STATUS", value="OK"))
        out = io.BytesIO()
        document.to_xml(out)
        return Response(out.getvalue(), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)


def _places(cones: Sequence[Position]) -> tuple[Floats, Floats]:
    return np.array([c.ra_deg for c in cones]), np.array([c.dec_deg for c in cones])
