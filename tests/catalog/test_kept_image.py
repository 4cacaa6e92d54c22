"""Images beside a lock: their frames, their names, and the list in the lock."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.images import IMAGE_SURVEYS
from aptcheck.catalog.kept_image import IMAGE_PIXELS, Frame, KeptImage
from aptcheck.catalog.lock_images import images_text, listed_images
from aptcheck.intake.toml import bounded_toml

RA = st.floats(0.0, 360.0, exclude_max=True)
DEC = st.floats(-90.0, 90.0)
FRAMES = st.builds(Frame.about, RA, DEC, st.floats(0.0, 2000.0))
IMAGES = st.builds(
    KeptImage,
    survey=st.sampled_from([name for name, _ in IMAGE_SURVEYS]),
    frame=FRAMES,
    asked=st.just("2026-11-22T10:00:00Z"),
    sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
)


def image(ra: float = 150.0, dec: float = 2.0, radius: float = 30.0) -> KeptImage:
    """Return an image of 2MASS about a position."""
    return KeptImage(
        survey="2MASS Ks",
        frame=Frame.about(ra, dec, radius),
        asked="2026-11-22T10:00:00Z",
        sha256="0" * 64,
    )


def listed(text: str) -> tuple[KeptImage, ...]:
    return listed_images(bounded_toml(text))


@given(RA, DEC, st.floats(0.0, 2000.0))
def test_a_frame_shows_the_whole_picture_of_its_field(ra: float, dec: float, radius: float) -> None:
    frame = Frame.about(ra, dec, radius)
    assert frame.side_arcsec >= 2.0 * radius
    assert 0.0 <= frame.ra_deg < 360.0
    assert 0 < frame.pixels <= IMAGE_PIXELS


@given(IMAGES)
def test_a_file_name_is_one_plain_name(one: KeptImage) -> None:
    assert re.fullmatch(
        r"[0-9]{3}\.[0-9]{5}[+-][0-9]{2}\.[0-9]{5}-[0-9]+arcsec-(2MASS-Ks|WISE-W3)\.png",
        one.file_name,
    )


@given(st.lists(IMAGES, unique=True))
def test_a_list_is_read_as_it_was_written(images: list[KeptImage]) -> None:
    text = images_text(images)
    assert images_text(reversed(images)) == text
    assert sorted(listed(text), key=repr) == sorted(images, key=repr)


def test_a_lock_without_images_has_none() -> None:
    assert images_text([]) == ""
    assert listed("format = 1\n") == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [("150.0", "151.0"), ("2MASS Ks", "WISE W3"), ("0000", "0001"), ("60.0", "90.0")],
)
def test_an_edited_list_is_refused(old: str, new: str) -> None:
    with pytest.raises(NoAnswer, match="was edited"):
        listed(images_text([image()]).replace(old, new, 1))


@pytest.mark.parametrize(
    "text",
    [
        "images = 1",
        "images = []",
        "[images]\nfiles = 1\nhash = ''",
        "[images]\nhash = ''",
    ],
)
def test_a_list_of_another_form_is_refused(text: str) -> None:
    with pytest.raises(NoAnswer, match="no readable list"):
        listed(text)


@pytest.mark.parametrize(
    "wrong",
    [
        {"survey": "../../2MASS"},
        {"asked": "yesterday/../.."},
        {"sha256": "../../etc/passwd"},
        {"frame": Frame(ra_deg=1e300, dec_deg=0.0, side_arcsec=60.0)},
        {"frame": Frame(ra_deg=0.0, dec_deg=-91.0, side_arcsec=60.0)},
        {"frame": Frame(ra_deg=0.0, dec_deg=0.0, side_arcsec=0.0)},
        {"frame": Frame(ra_deg=0.0, dec_deg=0.0, side_arcsec=1e9)},
    ],
)
def test_what_no_lock_lists_is_refused_even_with_a_hash(wrong: dict[str, object]) -> None:
    usual = image()
    given = {"survey": usual.survey, "frame": usual.frame, "asked": usual.asked}
    hostile = KeptImage(**{**given, "sha256": usual.sha256, **wrong})  # type: ignore[arg-type]
    with pytest.raises(NoAnswer, match="no readable list"):
        listed(images_text([hostile]))


def test_an_image_shows_frames_at_its_position_that_are_not_wider() -> None:
    one = image(radius=50.0)
    assert one.shows(Frame.about(150.0, 2.0, 50.0))
    assert one.shows(Frame.about(150.0, 2.00004, 20.0))
    assert not one.shows(Frame.about(150.0, 2.0, 51.0))
    assert not one.shows(Frame.about(150.0, 2.0002, 20.0))


def test_different_frames_have_different_files() -> None:
    names = [image(ra, dec, r).file_name for ra in (0.0, 9.9) for dec in (-1, 1) for r in (30, 36)]
    assert all(one != other for one, other in pairwise(sorted(names)))
