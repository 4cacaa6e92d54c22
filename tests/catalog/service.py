"""A TAP service on a loopback server, with one star in the field of a proposal."""

from __future__ import annotations

from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from aptcheck.catalog.survey import ALLWISE, TWO_MASS, Survey
from aptcheck.testing import pair
from tests.catalog.skies import POSITION, star_row, votable

AT = {"ra": POSITION.ra_deg, "dec": POSITION.dec_deg}
#: Its background is at the star.
PROPOSAL = pair(science_target={**AT, "north": -90}, sky_target={**AT, "north": 0})


def survey_in(request: Request) -> Survey:
    """Return the survey that a request asks for, by the table of IRSA or VizieR."""
    query = request.form["QUERY"]
    return TWO_MASS if "fp_psc" in query or "II/246" in query else ALLWISE


def plays(server: HTTPServer, **how: Any) -> None:
    """Let a server answer each query with the star; keywords are those of `votable`."""

    def sync(request: Request) -> Response:
        survey = survey_in(request)
        return Response(votable(survey, [star_row(survey)], **how), content_type="text/xml")

    server.expect_request("/tap/sync").respond_with_handler(sync)
