"""Cutouts from a loopback server that plays hips2fits."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from werkzeug import Response

from aptcheck.catalog.images import cutouts, images_disclosure
from aptcheck.catalog.patience import Patience

module = pytest.importorskip(
    "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
)
pytest.importorskip("matplotlib", reason="the extra images (matplotlib, pillow) is not installed")

JPEG = b"\xff\xd8\xff\xe0 a picture"
QUICK = Patience(connect_s=2.0, read_s=2.0, retries=0, bytes_limit=1 << 20)


@pytest.fixture
def service(httpserver, monkeypatch):
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    return httpserver


def queries_put_to(service) -> list[dict[str, str]]:
    return [
        {name: values[0] for name, values in parse_qs(request.query_string.decode()).items()}
        for request, _ in service.log
    ]


def test_each_survey_is_asked_for_the_same_square_about_the_field(service) -> None:
    service.expect_request("/hips2fits").respond_with_data(JPEG, content_type="image/jpeg")
    found = cutouts(150.1, -2.25, 36.0, QUICK)
    assert [(one.survey, one.media_type, one.content) for one in found] == [
        ("2MASS Ks", "image/jpeg", JPEG),
        ("WISE W3", "image/jpeg", JPEG),
    ]
    first, second = queries_put_to(service)
    assert (first["hips"], second["hips"]) == ("CDS/P/2MASS/K", "CDS/P/allWISE/W3")
    for query in (first, second):
        assert float(query["ra"]) == pytest.approx(150.1)
        assert float(query["dec"]) == pytest.approx(-2.25)
        assert float(query["fov"]) == pytest.approx(0.01)
        assert (query["projection"], query["coordsys"]) == ("TAN", "icrs")
        assert float(query["rotation_angle"]) == 0.0
        assert query["width"] == query["height"]


def test_nothing_but_a_position_and_a_size_is_sent(service) -> None:
    service.expect_request("/hips2fits").respond_with_data(JPEG)
    cutouts(150.1, 2.25, 36.0, QUICK)
    known = {"hips", "width", "height", "projection", "coordsys", "rotation_angle", "ra", "dec"}
    known |= {"fov", "format", "min_cut", "max_cut", "cmap", "stretch"}
    assert all(set(query) <= known for query in queries_put_to(service))


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Response(b"no such survey", 404), "404"),
        (Response(b"busy", 503), "503"),
        (Response(b"<html>please log in</html>", 200), "sent something that is not an image"),
        (Response(b"", 200), "sent something that is not an image"),
        (Response(b"\xff\xd8\xff" + b"x" * (2 << 20), 200), ""),
    ],
)
def test_a_picture_that_does_not_come_is_a_reason_not_a_crash(service, answer, reason) -> None:
    service.expect_request("/hips2fits").respond_with_response(answer)
    found = cutouts(150.1, 2.25, 36.0, QUICK)
    assert all(one.reason and reason in one.reason and not one.content for one in found)


def test_a_server_that_does_not_speak_is_asked_once(service) -> None:
    service.expect_request("/hips2fits").respond_with_data("busy", status=503)
    found = cutouts(150.1, 2.25, 36.0, QUICK)
    assert [one.survey for one in found] == ["2MASS Ks", "WISE W3"]
    assert all(one.silent for one in found)
    assert len(service.log) == 1


def test_a_server_that_sends_us_elsewhere_is_not_followed(service) -> None:
    service.expect_request("/hips2fits").respond_with_data(
        "", status=302, headers={"Location": "http://127.0.0.2:9/hips2fits"}
    )
    found = cutouts(150.1, 2.25, 36.0, QUICK)
    assert all("points to http://127.0.0.2:9," in str(one.reason) for one in found)


def test_a_server_that_is_down_is_a_reason(monkeypatch) -> None:
    monkeypatch.setattr(module.hips2fits, "server", "http://127.0.0.1:9/hips2fits")
    found = cutouts(150.1, 2.25, 36.0, QUICK)
    assert [one.reason for one in found] == ["refused the connection"] * 2


def test_what_is_sent_to_whom_is_said_first(service) -> None:
    said = images_disclosure(3)
    assert "3 positions" in said
    assert service.host in said
    assert "2MASS Ks and WISE W3" in said
    assert service.log == []
