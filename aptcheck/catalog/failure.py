"""What went wrong with a service, in a proposer's words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

__all__ = ["NoAnswer", "explain", "short"]


class NoAnswer(Exception):  # noqa: N818 - nothing is wrong with the request, there is no answer
    """A service gave nothing that can be believed.

    Parameters
    ----------
    reason : str
        A clause that follows the name of the service: "refused the connection".
    said : str
        The service's own words about it, as they came: of any length, and with whatever secret
        it repeats.
    silent : bool
        The service cannot be reached at all or did not speak in time.
    again : bool
        An asynchronous job may fare better.
    """

    def __init__(
        self, reason: str, *, said: str = "", silent: bool = False, again: bool = False
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.said = said
        self.silent = silent
        self.again = again


def explain(fault: BaseException, seconds: float) -> NoAnswer:
    """Return what an exception of pyvo, requests, urllib3 or astropy means.

    pyvo wraps a server that is down in ``DALFormatError``, so the whole chain of causes is read.
    """
    from requests import HTTPError

    chain = list(_causes(fault))
    for link in chain:
        if isinstance(link, NoAnswer):
            return link
        if isinstance(link, HTTPError) and link.response is not None:
            return _status(link.response.status_code)
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
    """Whether there was no connection, for a cause that has no meaning of its own.

    requests says ``ConnectionError`` around every cause, also around an answer that is no HTTP.
    """
    from http.client import HTTPException

    from requests import exceptions

    def has(kind: type[BaseException]) -> bool:
        return any(isinstance(link, kind) for link in chain)

    return has(exceptions.ConnectionError) and not has(HTTPException)


def _status(status: int) -> NoAnswer:
    return NoAnswer(
        f"answered with HTTP status {status}",
        silent=status in {429, 502, 503, 504},
        again=status in {408, 413, 429} or status >= 500,
    )


def short(text: str, length: int = 160) -> str:
    """Return the text of a foreign server on one line, printable and not too long."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _causes(fault: BaseException) -> Iterator[BaseException]:
    """Yield an exception and all it wraps, as cause, as context, as argument or as ``reason``."""
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
