"""The web session through which a remote catalogue in HATS form is read.

fsspec reads the files, and goes wherever a redirect or a description points. All its requests pass
through here: only the server that was named is contacted, and every wait has an end.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from aptcheck.catalog.address import Address, origin_of
from aptcheck.catalog.failure import NoAnswer, short
from aptcheck.catalog.patience import Patience

if TYPE_CHECKING:
    from aiohttp import ClientHandlerType, ClientRequest, ClientResponse, ClientSession

__all__ = ["careful_session", "storage_options"]


def storage_options(address: Address, patience: Patience) -> dict[str, Any]:
    """Return the options by which fsspec reads this server through `careful_session`.

    They are plain values, so that they can be sent to the workers of Dask.
    """
    return {
        "get_client": careful_session,
        "client_kwargs": {
            "server": address.url,
            "login": address.login,
            "connect_s": patience.connect_s,
            "read_s": patience.read_s,
            "all_s": patience.catalogue_s,
            # The clock on the wall: other machines have no other in common.
            "until": time.time() + patience.catalogue_s,
            "bytes_limit": patience.bytes_limit,
        },
    }


async def careful_session(
    *,
    server: str,
    login: tuple[str, str] | None,
    connect_s: float,
    read_s: float,
    all_s: float,
    until: float,
    bytes_limit: int,
    headers: Mapping[str, str] | None = None,
    **_: object,
) -> ClientSession:
    """Return a session that contacts the server of one address within its limits.

    Its requests raise `NoAnswer` before anything is sent to another server, when the time is over,
    and for an answer that is too long or does not say how long it is. It sends the login of the
    address, never one from ``~/.netrc``; the proxy is that of the environment.
    """
    import aiohttp
    from requests.utils import get_environ_proxies, select_proxy

    address = Address.of(server)

    async def guarded(request: ClientRequest, handler: ClientHandlerType) -> ClientResponse:
        url = str(request.url)
        try:
            known = address.covers(origin_of(url))
        except ValueError:
            raise NoAnswer("points to an invalid address") from None
        if not known:
            where = short(str(origin_of(url)), 100)
            raise NoAnswer(f"points to {where}, which was not named, so nothing was sent there")
        if time.time() > until:
            raise NoAnswer(f"took longer than {all_s:g} s in all", silent=True)
        answer = await handler(request)
        if request.method == "GET" and answer.status in {200, 206}:
            # Without a length it may be endless. Redirects and errors are not read.
            if answer.content_length is None:
                answer.close()
                raise NoAnswer("sent a file without its length")
            if answer.content_length > bytes_limit:
                answer.close()
                raise NoAnswer("sent an answer that is too large or garbled")
        return answer

    return aiohttp.ClientSession(
        auth=aiohttp.BasicAuth(*login, encoding="utf-8") if login else None,
        headers={**(headers or {}), "Accept-Encoding": "identity"},
        auto_decompress=False,
        middlewares=(guarded,),
        proxy=select_proxy(server, get_environ_proxies(server)),
        timeout=aiohttp.ClientTimeout(total=read_s, sock_connect=connect_s),
    )
