"""A loopback server that plays hips2fits and sends FITS images."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import parse_qs

import numpy as np
from astropy.io import fits
from numpy.typing import NDArray
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

#: Called with the HiPS and the pixels along a side, returns the values.
Sky = Callable[[str, int], NDArray[np.float64]]


def fits_bytes(values: NDArray[np.float64]) -> bytes:
    """Return a FITS image as hips2fits writes it: float32, with a tangent projection."""
    out = io.BytesIO()
    image = fits.PrimaryHDU(np.asarray(values, dtype=np.float32))
    image.header["CTYPE1"], image.header["CTYPE2"] = "RA---TAN", "DEC--TAN"
    image.writeto(out)
    return out.getvalue()


def shows(server: HTTPServer, sky: Sky) -> None:
    """Let the server answer every request with the image that the sky gives."""

    def answer(request: Request) -> Response:
        return Response(fits_bytes(sky(request.args["hips"], int(request.args["width"]))))

    server.expect_request("/hips2fits").respond_with_handler(answer)


def queries_put_to(server: HTTPServer) -> list[dict[str, str]]:
    """Return the parameters of each request."""
    return [
        {name: values[0] for name, values in parse_qs(request.query_string.decode()).items()}
        for request, _ in server.log
    ]
