"""``aptcheck check --format html --images`` as a user types it."""

from __future__ import annotations

import base64

import pytest
from click.testing import CliRunner

from aptcheck.cli.main import cli
from tests.rules.imager import imager_pair

module = pytest.importorskip(
    "astroquery.hips2fits", reason="the extra images (matplotlib, pillow) is not installed"
)
pytest.importorskip("matplotlib", reason="the extra images (matplotlib, pillow) is not installed")

JPEG = b"\xff\xd8\xff\xe0 a picture"


@pytest.fixture
def service(httpserver, monkeypatch):
    monkeypatch.setattr(module.hips2fits, "server", httpserver.url_for("/hips2fits"))
    return httpserver


@pytest.fixture
def run(tmp_path):
    proposal = imager_pair().write(tmp_path / "proposal.xml")

    def run(*options):
        return CliRunner().invoke(
            cli, ["check", str(proposal), "--fail-on", "never", *options], catch_exceptions=True
        )

    return run


def test_the_images_are_in_the_page_and_stderr_says_what_was_sent(service, run) -> None:
    service.expect_request("/hips2fits").respond_with_data(JPEG, content_type="image/jpeg")
    done = run("--format", "html", "--images")
    assert done.exception is None
    assert done.stdout.count(f"data:image/jpeg;base64,{base64.b64encode(JPEG).decode()}") == 2
    assert "Sending 1 position and the picture width to hips2fits" in done.stderr
    assert len(service.log) == 2


def test_without_the_option_no_service_is_asked(service, run) -> None:
    done = run("--format", "html")
    assert done.exception is None
    assert "<image" not in done.stdout
    assert service.log == []
    assert done.stderr == ""


def test_the_page_is_written_without_a_missing_image(service, run) -> None:
    service.expect_request("/hips2fits").respond_with_data("down", status=500)
    done = run("--format", "html", "--images")
    assert done.exception is None
    assert "<image" not in done.stdout
    assert "No image of 1 field: 2MASS Ks, hips2fits" in done.stderr


def test_a_silent_service_is_not_asked_for_every_field(service, tmp_path) -> None:
    proposals = [
        imager_pair(science_target={"ra": ra}, sky_target={"ra": ra}).write(tmp_path / f"{ra}.xml")
        for ra in (10.0, 20.0, 30.0)
    ]
    service.expect_ordered_request("/hips2fits").respond_with_data(JPEG)
    service.expect_ordered_request("/hips2fits").respond_with_data(JPEG)
    service.expect_ordered_request("/hips2fits").respond_with_data(JPEG)
    for _ in range(3):  # the default number of repeats
        service.expect_ordered_request("/hips2fits").respond_with_data("busy", status=503)
    done = CliRunner().invoke(cli, ["check", *map(str, proposals), "--format", "html", "--images"])
    assert done.stdout.count("data:image/jpeg;base64,") == 3
    assert "No image of 2 fields: WISE W3, hips2fits answered with HTTP status 503" in done.stderr
    assert "No image of 1 field: 2MASS Ks, hips2fits answered with HTTP status 503" in done.stderr


def test_images_without_a_page_are_wrong_usage(run) -> None:
    done = run("--images")
    assert done.exception is not None
    assert "--format html" in str(done.exception)
