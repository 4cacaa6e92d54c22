"""What a service sends becomes a small grey PNG, and only such a file is shown."""

from __future__ import annotations

import io
from typing import Any

import pytest

from aptcheck.catalog.failure import NoAnswer
from aptcheck.catalog.grey_png import grey_png, is_grey_png
from tests.catalog.picture_service import chunk, png

FLAT = bytes([7]) * 16
DOTTED = png(4, 4, bytes(range(16)))


@pytest.fixture
def pillow() -> Any:
    return pytest.importorskip(
        "PIL.Image", reason="the extra images (matplotlib, pillow) is not installed"
    )


def test_a_picture_shows_what_was_sent(pillow: Any) -> None:
    made = grey_png(DOTTED, 4)
    assert is_grey_png(made)
    with pillow.open(io.BytesIO(made)) as image:
        assert image.tobytes() == bytes(range(16))


def test_where_there_is_no_data_it_is_black(pillow: Any) -> None:
    grey_and_opacity = bytes(value for dot in range(16) for value in (100 + dot, 255 * (dot > 3)))
    made = grey_png(png(4, 4, grey_and_opacity, kind=(8, 4, 0, 0, 0)), 4)
    with pillow.open(io.BytesIO(made)) as image:
        assert image.tobytes() == bytes(4) + bytes(range(104, 116))


@pytest.mark.usefixtures("pillow")
def test_text_and_profiles_are_left_out() -> None:
    made = grey_png(png(4, 4, bytes(range(16)), more=chunk(b"tEXt", b"Comment\0secret")), 4)
    assert b"secret" not in made
    assert is_grey_png(made)


@pytest.mark.usefixtures("pillow")
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (png(5, 5, bytes(range(25))), "another size"),
        (png(4, 4, FLAT), "no image of this position"),
        (png(100_000, 100_000, b""), "not an image"),
        (DOTTED[:50], "not an image"),
        (b"GIF89a" + bytes(100), "not an image"),
        (b"<html>", "not an image"),
        (b"", "not an image"),
    ],
)
def test_what_is_no_picture_of_the_field_is_a_reason(content: bytes, reason: str) -> None:
    with pytest.raises(NoAnswer, match=reason):
        grey_png(content, 4)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff a JPEG",
        b"<svg onload='alert(1)'/>",
        png(4, 4, FLAT)[:-1],
        png(4, 4, FLAT) + b"more",
        png(300, 300, FLAT),
        png(4, 2, FLAT),
        png(0, 0, b""),
        png(4, 4, FLAT * 3, kind=(8, 2, 0, 0, 0)),
        png(4, 4, FLAT * 2, kind=(16, 0, 0, 0, 0)),
        png(4, 4, FLAT, more=chunk(b"tEXt", b"Comment\0words")),
        png(4, 4, FLAT, more=chunk(b"iCCP", b"profile")),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", b"short") + chunk(b"IEND", b""),
        b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIHDR" + bytes(40),
    ],
)
def test_any_other_file_is_not_shown(content: bytes) -> None:
    assert not is_grey_png(content)
