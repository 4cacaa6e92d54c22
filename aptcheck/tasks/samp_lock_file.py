"""Where the SAMP hub of this machine is, according to its lock file.

The SAMP standard (IVOA, version 1.3, section 4.2, "Lockfile") defines its place and content.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import unquote, urlsplit

from aptcheck.errors import UsageError
from aptcheck.intake.bounds import MAX_SAMP_LOCK
from aptcheck.intake.regular_file import regular_bytes

__all__ = ["HubAddress", "hub_address", "no_hub"]

_VARIABLE = "SAMP_HUB"
_PREFIX = "std-lockurl:"


@dataclass(frozen=True, kw_only=True, slots=True)
class HubAddress:
    """A hub on this machine: a loopback address, and the secret that admits a program."""

    host: str
    port: int
    path: str
    secret: str


def no_hub() -> UsageError:
    """Return the message if no hub runs."""
    return UsageError(
        "no SAMP hub is running; start Aladin or TOPCAT, which run one, and try again."
    )


def hub_address() -> HubAddress:
    """Return the address of the hub that SAMP_HUB or ``~/.samp`` names, without contacting it.

    Raises
    ------
    UsageError
        There is none, it is on another machine, or the lock file cannot be read.
    """
    path = _place()
    if not os.path.lexists(path):
        raise no_hub()
    content = regular_bytes(path, MAX_SAMP_LOCK)
    if isinstance(content, str):
        raise UsageError(f"{path}: {content}; it should be the lock file of a SAMP hub.")
    entries = dict(_entries(content.decode("utf-8", "replace")))
    # Written like Java properties, with a backslash before each colon.
    url = entries.get("samp.hub.xmlrpc.url", "").replace("\\", "")
    secret = entries.get("samp.secret", "")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or 80
    except ValueError:
        host, port = "", 0
    if not (host and secret and parts.scheme == "http"):
        raise UsageError(f"{path}: names no SAMP hub; restart the program that runs the hub.")
    if not _is_loopback(host):
        raise UsageError(
            f"{path}: names a SAMP hub at {host!r}; aptcheck sends only to this machine, at "
            "127.0.0.1."
        )
    here = "127.0.0.1" if host == "localhost" else host
    return HubAddress(host=here, port=port, path=parts.path or "/", secret=secret)


def _place() -> Path:
    named = os.environ.get(_VARIABLE)
    if not named:
        try:
            return Path.home() / ".samp"
        except RuntimeError:  # no home
            raise no_hub() from None
    try:
        url = urlsplit(named.removeprefix(_PREFIX))
    except ValueError:
        url = None
    if (
        url is None
        or not named.startswith(_PREFIX)
        or url.scheme != "file"
        or url.netloc not in ("", "localhost")
    ):
        raise UsageError(
            f"{_VARIABLE}={named!r} does not name a lock file on this machine, as "
            f"{_PREFIX}file:///home/me/.samp does."
        )
    return Path(unquote(url.path))


def _entries(text: str) -> list[tuple[str, str]]:
    pairs = (line.partition("=") for line in text.splitlines() if not line.startswith("#"))
    return [(key.strip(), value.strip()) for key, _, value in pairs]


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
