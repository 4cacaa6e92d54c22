"""What went wrong with a catalogue in HATS form, in words for a proposer."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator

from aptcheck.catalog.failure import NoAnswer, causes, short, status

__all__ = ["hats_failure"]

_Answers = Iterator[tuple[tuple[type[BaseException], ...], NoAnswer]]


def hats_failure(fault: BaseException, seconds: float, *, file: str | None = None) -> NoAnswer:
    """Return the meaning of an exception from hats, LSDB, Arrow, fsspec or aiohttp.

    Parameters
    ----------
    fault : BaseException
    seconds : float
        The limit of a request.
    file : str, optional
        What was being read; by default, the description of the catalogue.
    """
    chain = list(causes(fault))
    for link in chain:
        if isinstance(link, NoAnswer):
            return link
    for link in chain:
        if (number := _status_of(link)) is not None:
            return status(number)
        for kinds, answer in _meanings(seconds):
            if isinstance(link, kinds):
                return answer
    if any(isinstance(link, FileNotFoundError) for link in chain):
        return NoAnswer(f"lacks a file: {file}" if file else "lacks a file of its description")
    why = short(str(fault)).rstrip(".") or type(fault).__name__
    what = f"has a partition that cannot be read, {file}" if file else "cannot be read"
    return NoAnswer(f"{what}: {why}")


def _status_of(link: BaseException) -> int | None:
    if "aiohttp" not in sys.modules:
        return None
    from aiohttp import ClientResponseError

    return int(link.status) if isinstance(link, ClientResponseError) and link.status else None


def _meanings(seconds: float) -> _Answers:
    """Yield what each kind of exception means, the narrower kinds first."""
    if "aiohttp" in sys.modules:
        yield from _of_web()
    late = NoAnswer(f"did not answer within {seconds:g} s", silent=True, again=True)
    yield (asyncio.TimeoutError, TimeoutError), late
    yield (ConnectionRefusedError,), NoAnswer("refused the connection", silent=True)
    broken = NoAnswer("broke off in the middle of its answer", silent=True, again=True)
    yield (ConnectionResetError, ConnectionAbortedError, BrokenPipeError), broken


def _of_web() -> _Answers:
    import aiohttp

    unreached = NoAnswer("could not be reached in time", silent=True)
    yield (aiohttp.ConnectionTimeoutError,), unreached
    unknown = "could not be found: its name is unknown, or there is no network"
    yield (aiohttp.ClientConnectorDNSError,), NoAnswer(unknown, silent=True)
    yield (aiohttp.ClientSSLError,), NoAnswer("has no valid certificate", silent=True)
    proxy = NoAnswer("could not be reached through the configured proxy", silent=True)
    yield (aiohttp.ClientProxyConnectionError,), proxy
    yield (aiohttp.TooManyRedirects,), NoAnswer("redirects endlessly")
    yield (aiohttp.InvalidURL,), NoAnswer("points to an invalid address")
    refused = NoAnswer("refused the connection", silent=True)
    yield (aiohttp.ClientConnectorError,), refused
    broken = NoAnswer("broke off in the middle of its answer", silent=True, again=True)
    yield (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError), broken
    yield (aiohttp.ClientConnectionError,), NoAnswer("could not be reached", silent=True)
