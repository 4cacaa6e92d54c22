"""The address of a service: what of it may be shown, who is meant by it, and a login for them."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field, replace
from html import escape
from typing import Self
from urllib.parse import quote, quote_plus, unquote, urlsplit

from aptcheck.catalog.failure import short
from aptcheck.errors import UsageError

__all__ = ["Address", "Origin", "origin_of"]

_PORTS = {"http": 80, "https": 443}

#: Characters from which a secret can be told from the words around it.
_SECRET_LENGTH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Who answers: a server is another one on another host, by another scheme or port."""

    scheme: str
    host: str
    port: int | None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port in {None, _PORTS.get(self.scheme)} else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def encrypted(self) -> Origin:
        """Its twin by https, where it is the one by http and both are on the usual ports."""
        if (self.scheme, self.port) != ("http", _PORTS["http"]):
            return self
        return replace(self, scheme="https", port=_PORTS["https"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a service is asked.

    Attributes
    ----------
    url : str
        Without user, password and a slash at its end: for messages, reports and the lock.
    origin : Origin
    login : tuple of str or None
        User and password, for the service alone.
    """

    url: str
    origin: Origin
    login: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the address that a user wrote.

        Raises
        ------
        UsageError
            It is no http or https address of a host, or has more than a path after the host. The
            message quotes nothing that may be a password or a token.
        """
        from requests import PreparedRequest, RequestException

        try:
            parts = urlsplit(text)
            origin = origin_of(text)
        except ValueError:  # brackets that do not match, a port that is no number
            origin = None
        if origin is None or not origin.host or origin.port == 0 or "@" in parts.path:
            raise UsageError(f"{_shown(text)} is not the address of a service.")
        if origin.scheme not in _PORTS:
            raise UsageError(f"{_shown(text)}: the address of a service starts with http:// or https://.")
        if parts.query or parts.fragment or not _plain(text):
            raise UsageError(
                f"{_shown(text)}: the address of a TAP service must end with its path, "
                "without ?, # or blanks."
            )
        url = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}".rstrip("/")
        prepared = PreparedRequest()
        try:
            prepared.prepare_url(url, None)  # as it will be sent: an international name in ASCII
            origin = origin_of(str(prepared.url))
            origin.host.encode("idna")  # as it will be looked up: no part empty or too long
        except (RequestException, ValueError):
            raise UsageError(f"{_shown(text)} is not the address of a service.") from None
        login = None
        if parts.username or parts.password:
            login = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(url=url, origin=origin, login=login)

    def covers(self, origin: Origin) -> bool:
        """Whether it is the server that was named, or its encrypted twin on the usual ports."""
        return origin in {self.origin, self.origin.encrypted}

    def without_secret(self, text: str) -> str:
        """Return the words of the service with its password, however written, as "…".

        A user without a password may be a token, and is hidden like one. Nothing is left of the
        words where the secret is so short that it would be part of many of them.
        """
        if self.login is None:
            return text
        user, password = self.login
        secret = password or user
        if len(secret) < _SECRET_LENGTH:
            return ""
        basic = b64encode(f"{user}:{password}".encode()).decode().rstrip("=")
        forms = {secret, quote(secret), quote(secret, safe=""), quote_plus(secret), escape(secret)}
        longest_first = sorted({basic, *forms}, key=len, reverse=True)
        return re.sub("|".join(map(re.escape, longest_first)), "…", text, flags=re.IGNORECASE)

    def secured(self, url: str) -> str:
        """Return the address to ask: https where a service named by https points to http.

        Services behind a proxy do so in the documents of their jobs.
        """
        asked = origin_of(url)
        if asked == self.origin or asked.encrypted != self.origin:
            return url
        netloc = str(self.origin).partition("//")[2]
        return urlsplit(url)._replace(scheme="https", netloc=netloc).geturl()


def origin_of(url: str) -> Origin:
    """Return whom a request for this URL is sent to.

    Raises
    ------
    ValueError
        It has brackets that do not match, or a port that is no number.
    """
    parts = urlsplit(url)
    port = parts.port if parts.port is not None else _PORTS.get(parts.scheme)
    return Origin(scheme=parts.scheme, host=parts.hostname or "", port=port)


def _plain(text: str) -> bool:
    return text.isprintable() and not any(sign in text for sign in "?# \\")


def _shown(text: str) -> str:
    """Return what of a wrong address can be shown: where a login ends in it is not known."""
    if "@" in text:
        return f"{text.partition('://')[0]}://..."
    return short(text.partition("?")[0].partition("#")[0])
