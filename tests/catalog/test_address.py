"""An address shows nothing of its login, and knows which server it names."""

from __future__ import annotations

import pytest

from aptcheck.catalog.address import Address, origin_of
from aptcheck.errors import UsageError


def test_a_login_is_kept_apart_from_what_is_shown() -> None:
    address = Address.of("https://j.doe:p%40ss%2Fw%3Ard@Example.org/tap/")
    assert address.url == "https://Example.org/tap"
    assert address.login == ("j.doe", "p@ss/w:rd")
    assert str(address.origin) == "https://example.org"
    assert "doe" not in repr(address)
    assert Address.of("https://jdoe@example.org/tap").login == ("jdoe", "")
    assert Address.of("https://example.org/tap").login is None


@pytest.mark.parametrize(
    "text",
    [
        "https://",
        "http:///tap",
        "https://[::1/tap",
        "https://example.org:port/tap",
        "https://example.org:0/tap",
        "https://*.example.org/tap",
        "https://example..org/tap",
        f"https://{64 * 'a'}.org/tap",
        "ftp://example.org/tap",
        "https://jdoe:sec/ret@example.org/tap",
        "https://jdoe:1/secret@example.org/tap",
        "https://jdoe:sec?ret@example.org/tap",
        "https://jdoe:sec#ret@example.org/tap",
        "https://jdoe:sec ret@example.org/tap",
        "ftp://jdoe:secret@example.org/tap",
        "https://example.org/tap?token=secret",
        "https://example.org/tap?token=a@secret",
        "https://example.org/tap#secret",
        "https://example.org\\@secret.org/tap",
        "https://example.org/tap\n",
    ],
)
def test_what_is_not_an_address_is_refused_without_its_secrets(text: str) -> None:
    with pytest.raises(UsageError) as refusal:
        Address.of(text)
    for secret in ("sec", "ret", "jdoe", "token"):
        assert secret not in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    "echo",
    [
        "s3c/r&t é",
        "S3C/R&T É",
        "s3c%2Fr%26t%20%C3%A9",
        "s3c%2fr%26t%20%c3%a9",
        "s3c/r%26t%20%C3%A9",
        "s3c%2Fr%26t+%C3%A9",
        "s3c/r&amp;t é",
        "Ym9iOnMzYy9yJnQgw6k",
    ],
)
def test_a_password_is_hidden_however_it_is_written(echo: str) -> None:
    address = Address.of("https://bob:s3c%2Fr%26t%20%C3%A9@example.org/tap")
    assert address.without_secret(f"login bob:{echo}; is wrong") == "login bob:…; is wrong"


def test_only_a_secret_is_hidden() -> None:
    said = "the login of bob is wrong"
    assert Address.of("https://example.org/tap").without_secret(said) == said
    assert Address.of("https://bob:secret@example.org/tap").without_secret(said) == said
    # A user without password may be a token; a short password would be cut from many words.
    assert Address.of("https://bob@example.org/tap").without_secret(said) == (
        "the login of … is wrong"
    )
    assert Address.of("https://bob:o@example.org/tap").without_secret(said) == ""


@pytest.mark.parametrize(
    ("named", "asked", "same"),
    [
        ("https://example.org/tap", "https://example.org/tap/sync", True),
        ("https://example.org/tap", "https://EXAMPLE.org:443/elsewhere", True),
        ("http://example.org/tap", "https://example.org/tap/sync", True),
        ("http://example.org:80/tap", "https://example.org:443/tap", True),
        ("https://münchen.example/tap", "https://xn--mnchen-3ya.example/tap/sync", True),
        ("http://[::1]:8080/tap", "http://[::1]:8080/tap/sync", True),
        ("https://example.org/tap", "http://example.org/tap/sync", False),
        ("https://example.org/tap", "https://example.org:8443/tap", False),
        ("http://example.org:8080/tap", "https://example.org:8443/tap", False),
        ("http://example.org:8080/tap", "https://example.org/tap", False),
        ("https://example.org/tap", "https://www.example.org/tap", False),
        ("https://example.org/tap", "https://example.org.evil.net/tap", False),
        ("https://example.org/tap", "https://example.org@evil.net/tap", False),
        ("https://example.org/tap", "https://evil.net/example.org", False),
        ("https://example.org/tap", "file:///tap", False),
        ("https://example.org/tap", "ftp://example.org/tap", False),
    ],
)
def test_only_the_server_that_was_named_is_covered(named: str, asked: str, same: bool) -> None:
    assert Address.of(named).covers(origin_of(asked)) is same


def test_an_origin_is_shown_as_people_write_it() -> None:
    shown = [
        str(origin_of(url))
        for url in ("http://a.b:80/c", "https://u:p@a.b:8443/c?d", "http://[::1]:81", "file:///x")
    ]
    assert shown == ["http://a.b", "https://a.b:8443", "http://[::1]:81", "file://"]


def test_a_service_by_https_is_never_asked_by_http() -> None:
    named = Address.of("https://[::1]/tap")
    assert named.secured("http://[::1]/tap/async/1?x=1") == "https://[::1]/tap/async/1?x=1"
    named = Address.of("https://tap.example/tap")
    assert named.secured("http://u:p@tap.example:80/j") == "https://tap.example/j"
    for other in ("http://tap.example:8080/j", "http://evil.example/j", "https://tap.example/j"):
        assert named.secured(other) == other
    plain = Address.of("http://tap.example/tap")
    assert plain.secured("http://tap.example/j") == "http://tap.example/j"
