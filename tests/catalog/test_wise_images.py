"""FITS cutouts from a loopback server that plays hips2fits, well and badly."""

from __future__ import annotations

import gzip
import io

import numpy as np
import pytest
from astropy.io import fits
from hypothesis import example, given, settings
from hypothesis import strategies as st
from werkzeug import Response

from aptcheck.catalog import wise_images as room
from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.wise_images import wise_disclosure, wise_images
from tests.catalog.wise_service import fits_bytes, queries_put_to, shows

module = pytest.importorskip(
    "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
)
pytest.importorskip("matplotlib", reason="the extra images (matplotlib, pillow) is not installed")

QUICK = Patience(connect_s=2.0, read_s=2.0, retries=0, bytes_limit=1 << 20)
#: Arcsec, and the pixels of 1.6 arcsec that are asked for.
SIDE, PIXELS = 48.0, 31


@pytest.fixture
def service(httpserver, monkeypatch):
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    return httpserver


def ramp(hips: str, pixels: int) -> np.ndarray:
    return np.arange(pixels**2, dtype=float).reshape(pixels, pixels) + 10_000.0 * hips.endswith("4")


def test_both_bands_come_as_plain_arrays(service) -> None:
    shows(service, ramp)
    w3, w4 = wise_images(150.1, -2.25, SIDE, QUICK)
    assert (w3.band.name, w4.band.name) == ("WISE W3", "WISE W4")
    np.testing.assert_array_equal(w3.values, ramp("W3", PIXELS))
    np.testing.assert_array_equal(w4.values, ramp("W4", PIXELS))
    assert w3.values.dtype == np.dtype("=f8")
    assert w3.reason is w4.reason is None


def test_what_is_asked_is_a_square_of_native_pixels_about_the_position(service) -> None:
    shows(service, ramp)
    found = wise_images(150.1, -2.25, SIDE, QUICK)
    queries = queries_put_to(service)
    assert [query["hips"] for query in queries] == ["CDS/P/allWISE/W3", "CDS/P/allWISE/W4"]
    for query, image in zip(queries, found, strict=True):
        assert float(query["ra"]) == pytest.approx(150.1)
        assert float(query["dec"]) == pytest.approx(-2.25)
        assert int(query["width"]) == int(query["height"]) == PIXELS
        assert float(query["fov"]) * 3600 == pytest.approx(PIXELS * image.pixel_arcsec)
        assert (query["projection"], query["coordsys"]) == ("TAN", "icrs")
        assert query["format"] == "fits"
    known = {"hips", "width", "height", "projection", "coordsys", "rotation_angle", "ra", "dec"}
    known |= {"fov", "format", "min_cut", "max_cut", "cmap", "stretch"}
    assert all(set(query) <= known for query in queries)


@pytest.mark.parametrize("side", [0.5, 48.0, 49.0, 639.0, 5000.0])
def test_the_image_is_as_wide_as_asked_and_bounded(service, side: float) -> None:
    shows(service, ramp)
    image, _ = wise_images(10.0, 80.0, side, Patience(bytes_limit=4 << 20))
    pixels = len(image.values)
    assert pixels % 2 == 1
    assert pixels <= 401
    assert pixels * image.pixel_arcsec >= side * (1 - 1e-9)


def header_of(**cards: object) -> bytes:
    header = fits.Header({"SIMPLE": True, "BITPIX": -32, "NAXIS": 2} | cards)
    text: str = header.tostring()
    return text.encode()


def whole(**cards: object) -> bytes:
    """Return a header with more cards, and enough data for the requested size."""
    size = {"NAXIS1": PIXELS, "NAXIS2": PIXELS}
    return header_of(**size | cards) + bytes(8 * PIXELS**2 + 2880)


GOOD = fits_bytes(ramp("W3", PIXELS))
CUBE = fits_bytes(np.zeros((3, PIXELS, PIXELS)))
TABLE = io.BytesIO()
fits.HDUList(
    [fits.PrimaryHDU(), fits.CompImageHDU(np.zeros((PIXELS, PIXELS), np.float32))]
).writeto(TABLE)

HOSTILE = [
    (b"<html>please log in</html>", "sent something that is not a FITS image"),
    (b"", "sent something that is not a FITS image"),
    (b"\xff\xd8\xff\xe0 a picture", "sent something that is not a FITS image"),
    (gzip.compress(GOOD), "sent something that is not a FITS image"),
    (header_of(NAXIS1=50_000, NAXIS2=50_000), "sent an image of another size"),
    (header_of(NAXIS1=2_000_000_000, NAXIS2=2_000_000_000), "sent a FITS image that cannot be"),
    (header_of(NAXIS1=PIXELS**2, NAXIS2=1), "sent an image of another size"),
    (fits_bytes(np.zeros((PIXELS, PIXELS + 2))), "sent an image of another size"),
    (CUBE, "sent an image of another size"),
    (TABLE.getvalue(), "sent an image of another size"),
    (GOOD[:2880], "sent a FITS image that cannot be read"),
    (GOOD[:4000], "sent a FITS image that cannot be read"),
    (GOOD[:1000], "sent a FITS image that cannot be read"),
    (b"SIMPLE  =" + b"x" * 5000, "sent a FITS image that cannot be read"),
    (whole(BITPIX=-7), "sent a FITS image that cannot be read"),
    (whole(NAXIS=999), "sent a FITS image that cannot be read"),
    (whole(NAXIS1=-PIXELS, NAXIS2=-PIXELS), "sent a"),
    (fits_bytes(np.full((PIXELS, PIXELS), np.nan)), "has no image of this position"),
    (fits_bytes(np.full((PIXELS, PIXELS), np.inf)), "has no image of this position"),
    (fits_bytes(np.full((PIXELS, PIXELS), 3e38)), "has no image of this position"),
    (whole(BSCALE=1e300, BZERO=1e308), "has no image of this position"),
    (GOOD + bytes(2 << 20), "sent an answer that is too large or garbled"),
]


@pytest.mark.parametrize(("content", "reason"), HOSTILE)
def test_what_is_not_an_image_is_a_reason_not_a_crash(service, content: bytes, reason: str) -> None:
    service.expect_request("/hips2fits").respond_with_data(content)
    found = wise_images(150.1, 2.25, SIDE, QUICK)
    assert len(found) == 2
    for one in found:
        assert one.values is None
        assert str(one.reason).startswith(reason)
        assert not one.silent


def test_values_that_no_detector_gives_are_gaps(service) -> None:
    def sky(hips: str, pixels: int) -> np.ndarray:
        values = np.ones((pixels, pixels))
        values[0, :4] = [np.nan, np.inf, -np.inf, 1e30]
        return values

    shows(service, sky)
    image, _ = wise_images(150.1, 2.25, SIDE, QUICK)
    assert np.isnan(image.values).sum() == 4


@pytest.mark.parametrize("layers", [(1,), (1, 1)])
def test_axes_of_length_one_do_no_harm(service, layers: tuple[int, ...]) -> None:
    shows(service, lambda hips, pixels: np.ones((*layers, pixels, pixels)))
    image, _ = wise_images(150.1, 2.25, SIDE, QUICK)
    assert image.values.shape == (PIXELS, PIXELS)


def test_a_good_band_comes_beside_a_bad_one(service) -> None:
    service.expect_ordered_request("/hips2fits").respond_with_data("no such survey", status=404)
    service.expect_ordered_request("/hips2fits").respond_with_data(GOOD)
    w3, w4 = wise_images(150.1, 2.25, SIDE, QUICK)
    assert w3.reason == "answered with HTTP status 404"
    assert w4.values is not None


def test_a_server_that_does_not_speak_is_asked_once(service) -> None:
    service.expect_request("/hips2fits").respond_with_response(Response("busy", 503))
    found = wise_images(150.1, 2.25, SIDE, QUICK)
    assert [one.band.name for one in found] == ["WISE W3", "WISE W4"]
    assert all(one.silent for one in found)
    assert len(service.log) == 1


def test_a_server_that_sends_us_elsewhere_is_not_followed(service) -> None:
    service.expect_request("/hips2fits").respond_with_data(
        "", status=302, headers={"Location": "http://127.0.0.2:9/hips2fits"}
    )
    found = wise_images(150.1, 2.25, SIDE, QUICK)
    assert all("points to http://127.0.0.2:9," in str(one.reason) for one in found)


def test_a_server_that_is_down_is_a_reason(monkeypatch) -> None:
    monkeypatch.setattr(module.hips2fits, "server", "http://127.0.0.1:9/hips2fits")
    found = wise_images(150.1, 2.25, SIDE, QUICK)
    assert [one.reason for one in found] == ["refused the connection"] * 2


def test_what_is_sent_to_whom_is_said_first(service) -> None:
    said = wise_disclosure(3)
    assert "3 positions" in said
    assert service.host in said
    assert "WISE W3 and WISE W4" in said
    assert service.log == []


@given(
    where=st.lists(st.integers(0, len(GOOD) - 1), min_size=1, max_size=6),
    what=st.lists(st.integers(0, 255), min_size=6, max_size=6),
    end=st.integers(0, len(GOOD)) | st.just(len(GOOD)),
)
@example(where=[0], what=[83] * 6, end=len(GOOD))
@settings(deadline=None, max_examples=200)
def test_no_spoilt_byte_is_more_than_a_reason(where: list[int], what: list[int], end: int) -> None:
    content = bytearray(GOOD)
    for place, byte in zip(where, what, strict=False):
        content[place] = byte
    try:
        values = room._values(bytes(content[:end]), PIXELS)
    except NoAnswer:
        return
    assert values.shape == (PIXELS, PIXELS)
    assert np.isfinite(values).any()
