"""The address of a service: what of it may be shown, which server it names, and the login."""

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

#: Shorter secrets, in characters, cannot be distinguished from the words around them.
_SECRET_LENGTH = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Who answers: another host, scheme or port is another server."""

    scheme: str
    host: str
    port: int | None

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        port = "" if self.port in {None, _PORTS.get(self.scheme)} else f":{self.port}"
        return f"{self.scheme}://{host}{port}"

    @property
    def encrypted(self) -> Origin:
        """Its https twin, if it is an http server and both use the usual ports."""
        if (self.scheme, self.port) != ("http", _PORTS["http"]):
            return self
        return replace(self, scheme="https", port=_PORTS["https"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """Where a service is queried.

    Attributes
    ----------
    url : str
        Without user, password and final slash: for messages, reports and the lock.
    origin : Origin
    login : tuple of str or None
        User and password, for this service only.
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
            It is not an http or https address of a host, or has more than a path after the host.
            The message quotes nothing that may be a password or a token.
        """
        from requests import PreparedRequest, RequestException

        try:
            parts = urlsplit(text)
            origin = origin_of(text)
        except ValueError:  # unmatched brackets, or a port that is not a number
            origin = None
        if origin is None or not origin.host or origin.port == 0 or "@" in parts.path:
            raise UsageError(f"{_shown(text)} is not the address of a service.")
        if origin.scheme not in _PORTS:
            raise UsageError(
                f"{_shown(text)}: the address of a service starts with http:// or https://."
            )
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
            origin.host.encode("idna")  # as it will be looked up: no part may be empty or too long
        except (RequestException, ValueError):
            raise UsageError(f"{_shown(text)} is not the address of a service.") from None
        login = None
        if parts.username or parts.password:
            login = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(url=url, origin=origin, login=login)

    def covers(self, origin: Origin) -> bool:
        """Whether an origin is the named server, or its encrypted twin on the usual ports."""
        return origin in {self.origin, self.origin.encrypted}

    def without_secret(self, text: str) -> str:
        """Return the service's words with its password, however encoded, replaced by "…".

        A user without a password may be a token, and is hidden like one. All words are dropped
        where the secret is so short that it would be part of many of them.
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
        """Return the address to request: https where a service named by https points to http.

        Services behind a proxy do this in their job documents.
        """
        asked = origin_of(url)
        if asked == self.origin or asked.encrypted != self.origin:
            return url
        netloc = str(self.origin).partition("//")[2]
        return urlsplit(url)._replace(scheme="https", netloc=netloc).geturl()


def origin_of(url: str) -> Origin:
    """Return the server that a request for this URL goes to.

    Raises
    ------
    ValueError
        It has unmatched brackets, or a port that is not a number.
    """
    parts = urlsplit(url)
    port = parts.port if parts.port is not None else _PORTS.get(parts.scheme)
    return Origin(scheme=parts.scheme, host=parts.hostname or "", port=port)


def _plain(text: str) -> bool:
    return text.isprintable() and not any(sign in text for sign in "?# \\")


def _shown(text: str) -> str:
    """Return what of a wrong address can be shown; where its login ends is not known."""
    if "@" in text:
        return f"{text.partition('://')[0]}://..."
    return short(text.partition("?")[0].partition("#")[0])
