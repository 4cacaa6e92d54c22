"""What went wrong with a service, in words for a proposer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["NoAnswer", "TooManyRows", "causes", "explain", "short", "status"]


class NoAnswer(Exception):  # noqa: N818 - the request is fine, there is no answer
    """A service gave no answer that can be trusted.

    Parameters
    ----------
    reason : str
        A clause that follows the name of the service: "refused the connection".
    said : str
        The service's own words about it, unchanged: of any length, and with any secret that it
        repeats.
    silent : bool
        The service cannot be reached or did not answer in time.
    again : bool
        An asynchronous job may succeed.
    """

    def __init__(
        self, reason: str, *, said: str = "", silent: bool = False, again: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said
        self.silent = silent
        self.again = again


class TooManyRows(NoAnswer):
    """The answer is cut off, or longer than what is read; fewer fields at once may fit."""


def explain(fault: BaseException, seconds: float) -> NoAnswer:
    """Return the meaning of an exception from pyvo, requests, urllib3 or astropy.

    pyvo reports a server that is down as ``DALFormatError``, so the whole chain of causes is read.
    """
    from requests import HTTPError

    chain = list(causes(fault))
    for link in chain:
        if isinstance(link, NoAnswer):
            return link
        if isinstance(link, HTTPError) and link.response is not None:
            return status(link.response.status_code)
        for kinds, answer in _meanings(seconds):
            if isinstance(link, kinds):
                return answer
    rejected = next((link for link in chain if type(link).__name__ == "DALQueryError"), None)
    if rejected is not None:
        return NoAnswer("rejected the query", said=str(getattr(rejected, "reason", rejected)))
    if _unreached(chain):
        return NoAnswer("could not be reached", silent=True)
    return NoAnswer("sent something that is not a catalogue table")


def _meanings(seconds: float) -> Iterator[tuple[tuple[type[BaseException], ...], NoAnswer]]:
    """Yield what each kind of exception means, the narrower kinds first."""
    from socket import gaierror

    from requests import exceptions

    yield (exceptions.ConnectTimeout,), NoAnswer("could not be reached in time", silent=True)
    late = NoAnswer(f"did not answer within {seconds:g} s", silent=True, again=True)
    yield (exceptions.Timeout,), late
    endless = NoAnswer("redirects endlessly")
    yield (exceptions.TooManyRedirects,), endless
    proxy = NoAnswer("could not be reached through the configured proxy", silent=True)
    yield (exceptions.ProxyError,), proxy
    yield (exceptions.SSLError,), NoAnswer("has no valid certificate", silent=True)
    unknown = "could not be found: its name is unknown, or there is no network"
    yield (gaierror,), NoAnswer(unknown, silent=True)
    yield (ConnectionRefusedError,), NoAnswer("refused the connection", silent=True)
    nowhere = NoAnswer("points to an invalid address")
    yield (exceptions.InvalidURL, exceptions.MissingSchema), nowhere
    large = NoAnswer("sent an answer that is too large or garbled")
    yield (exceptions.ContentDecodingError,), large
    broken = NoAnswer("broke off in the middle of its answer", again=True)
    cut = (ConnectionResetError, ConnectionAbortedError, BrokenPipeError)
    yield (exceptions.ChunkedEncodingError, *cut), broken


def _unreached(chain: Sequence[BaseException]) -> bool:
    """Whether there was no connection, for a cause not listed above.

    requests wraps every cause in ``ConnectionError``, even an answer that is not HTTP.
    """
    from http.client import HTTPException

    from requests import exceptions

    def has(kind: type[BaseException]) -> bool:
        return any(isinstance(link, kind) for link in chain)

    return has(exceptions.ConnectionError) and not has(HTTPException)


def status(number: int) -> NoAnswer:
    """Return the meaning of an HTTP status."""
    return NoAnswer(
        f"answered with HTTP status {number}",
        silent=number in {429, 502, 503, 504},
        again=number in {408, 413, 429} or number >= 500,
    )


def short(text: str, length: int = 160) -> str:
    """Return a server's text on one line, printable and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def causes(fault: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all it wraps, as cause, context, argument or ``reason``."""
    seen: set[int] = set()
    waiting: list[object] = [fault]
    while waiting:
        link = waiting.pop(0)
        if not isinstance(link, BaseException) or id(link) in seen:
            continue
        seen.add(id(link))
        yield link
        waiting += [
            getattr(link, "cause", None),
            getattr(link, "reason", None),
            link.__cause__,
            link.__context__,
            *link.args,
        ]
