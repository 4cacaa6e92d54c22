"""A web session for one service: it contacts no other server, and gives up in time.

pyvo and astroquery set no time limit and go wherever a redirect or a job document points. All their
requests pass through here, and only here is it decided where they go.
"""

from __future__ import annotations

import io
import time
from functools import partial
from typing import Any

import requests
from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool, Retry
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, ReadTimeoutError

from aptcheck.catalog.address import Address, origin_of
from aptcheck.catalog.deadline import Deadline, OverTime, current_deadline
from aptcheck.catalog.elsewhere import has_rows_elsewhere
from aptcheck.catalog.failure import NoAnswer, TooManyRows, short
from aptcheck.catalog.patience import Patience
from aptcheck.catalog.votable_bounds import beyond_bounds

__all__ = ["PatientSession"]

_PIECE = 1 << 16
_REDIRECTS = 10
#: Headers about the body as it was sent; what is handed on is unpacked, or empty.
_OF_THE_SENT_BODY = frozenset({"content-encoding", "content-length", "transfer-encoding"})
#: The lowest HTTP status of an error.
_ERROR = 400


class PatientSession(requests.Session):
    """Contacts the server of one address within the limits of a patience.

    The time for the whole question starts when the session is created. It sends the login of the
    address, never one from ``~/.netrc``; proxies and certificates are those of the environment.

    Its requests raise `NoAnswer` before anything is sent to another server, for an answer that is
    not safe to parse or whose rows are elsewhere, and when the time for the question is over;
    ``requests.Timeout`` when the time for a request is over;
    ``requests.exceptions.ContentDecodingError`` beyond the size limit.
    """

    def __init__(self, address: Address, patience: Patience) -> None:
        super().__init__()
        self._address = address
        self._patience = patience
        self._end = time.monotonic() + patience.question_s
        self.max_redirects = _REDIRECTS
        self.auth = _login(address)
        for scheme in ("http://", "https://"):
            self.mount(scheme, _PatientAdapter(patience))

    def request(self, *arguments: Any, **options: Any) -> requests.Response:  # noqa: ANN401
        """Send a request, and follow its redirects, within the time."""
        now = time.monotonic()
        end = min(now + self._patience.read_s, self._end)
        try:
            if now >= self._end:
                raise OverTime
            return Deadline(end).run(partial(super().request, *arguments, **options))
        except OverTime:
            self.close()
            if end == self._end:
                limit = f"{self._patience.question_s:g} s in all"
                raise NoAnswer(f"took longer than {limit}", silent=True) from None
            raise exceptions.ReadTimeout("the time for a request is over") from None

    def send(self, request: requests.PreparedRequest, **options: Any) -> requests.Response:  # noqa: ANN401
        """Send one request, the first or after a redirect, if it goes to the server named."""
        try:
            request.url = self._address.secured(str(request.url))
            origin = origin_of(request.url)
        except ValueError:
            raise NoAnswer("points to an invalid address") from None
        if not self._address.covers(origin):
            where = short(str(origin), 100)
            raise NoAnswer(f"points to {where}, which was not named, so nothing was sent there")
        current_deadline().check()
        return super().send(request, **options)

    def rebuild_auth(self, *_: object) -> None:
        """Keep the login after a redirect, which is to the same server."""


def _safe(body: bytes, status: int) -> bytes:
    """Return an answer that a parser may see; nothing for a page and for an unsafe error.

    The status then says what is wrong, or that there is no table.
    """
    excess = beyond_bounds(body)
    if excess is not None and (excess.is_page or status >= _ERROR):
        return b""
    if excess is not None and excess.is_rows:
        raise TooManyRows("sent more rows than requested")
    if excess is not None:
        raise NoAnswer("sent a table that is not safe to read", said=excess.why)
    if has_rows_elsewhere(body):
        raise NoAnswer("keeps the rows of its answer elsewhere")
    return body


def _login(address: Address) -> AuthBase:
    if address.login is None:
        return _Anonymous()
    user, password = (part.encode() for part in address.login)
    return HTTPBasicAuth(user, password)


class _Anonymous(AuthBase):
    """No login; without this, requests would take one from ``~/.netrc``."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _WatchedConnection(HTTPConnection):
    def getresponse(self) -> Any:  # noqa: ANN401
        current_deadline().watch(self.sock)
        return super().getresponse()


class _WatchedHTTPSConnection(HTTPSConnection):
    def getresponse(self) -> Any:  # noqa: ANN401
        current_deadline().watch(self.sock)
        return super().getresponse()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _WatchedConnection


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _WatchedHTTPSConnection


_POOLS = {"http": _Pool, "https": _HTTPSPool}


class _PatientAdapter(HTTPAdapter):
    """Reads each answer whole, within the limits, before handing it on."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        super().__init__(
            max_retries=Retry(
                total=patience.retries,
                connect=0,
                read=False,
                status=patience.retries,
                status_forcelist=(429, 502, 503, 504),
                allowed_methods=None,
                backoff_factor=patience.backoff_s,
                raise_on_status=False,
                respect_retry_after_header=False,
            )
        )

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:  # noqa: ANN401
        """Use watched connections."""
        super().init_poolmanager(*arguments, **options)
        self.poolmanager.pool_classes_by_scheme = _POOLS

    def proxy_manager_for(self, proxy: str, **options: Any) -> Any:  # noqa: ANN401
        """Use watched connections through a proxy too, except SOCKS, which has its own."""
        manager = super().proxy_manager_for(proxy, **options)
        if not proxy.lower().startswith("socks"):
            manager.pool_classes_by_scheme = _POOLS
        return manager

    def send(  # type: ignore[override]
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: ARG002
        timeout: object = None,  # noqa: ARG002
        **options: Any,  # noqa: ANN401 - handed on as it came
    ) -> requests.Response:
        """Return the answer with its body in memory."""
        limits = (self._patience.connect_s, self._patience.read_s)
        try:
            response = super().send(request, stream=True, timeout=limits, **options)
        except (exceptions.InvalidURL, exceptions.InvalidSchema) as fault:
            # The service's own address was checked, so the proxy's is wrong, or needs a package
            # that is missing (SOCKS).
            raise exceptions.ProxyError(fault, request=request) from fault
        raw = response.raw
        try:
            body = self._body(raw)
        except BaseException:
            raw.close()  # otherwise its connection would stay open after the exception
            raise
        body = _safe(body, raw.status)
        headers = {
            name: value
            for name, value in raw.headers.items()
            if name.lower() not in _OF_THE_SENT_BODY
        }
        response.raw = HTTPResponse(
            body=io.BytesIO(body),
            headers=headers,
            status=raw.status,
            reason=raw.reason,
            preload_content=False,
        )
        raw.release_conn()
        return response

    def _body(self, raw: Any) -> bytes:  # noqa: ANN401 - urllib3 has no name for it
        body = bytearray()
        while piece := _next(raw):
            body += piece
            if len(body) > self._patience.bytes_limit:
                raise exceptions.ContentDecodingError("the answer is too large")
            current_deadline().check()
        return bytes(body)


def _next(raw: Any) -> bytes:  # noqa: ANN401 - urllib3 has no name for it
    """Return what has arrived; ``read`` would wait for a full piece from a slow server."""
    try:
        piece: bytes = raw.read1(_PIECE, decode_content=True)
    except ReadTimeoutError as fault:
        raise exceptions.ReadTimeout(fault) from fault
    except HTTPError as fault:
        raise exceptions.ChunkedEncodingError(fault) from fault
    return piece
