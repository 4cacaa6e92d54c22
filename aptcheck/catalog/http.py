"""A web session that gives up in time: pyvo and astroquery set no timeout of their own."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import requests

__all__ = ["Patience", "patient_session"]

_PIECE = 1 << 16


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Patience:
    """How long a service is waited for.

    Attributes
    ----------
    connect_s : float
        Seconds until a connection stands.
    read_s : float
        Seconds without a byte, and in all for one synchronous answer.
    job_s : float
        Seconds for an asynchronous job.
    retries : int
        Repetitions after HTTP 429, 502, 503, 504.
    backoff_s : float
        Pause before the first repetition that has one, doubled each time.
    bytes_limit : int
        Largest answer that is read.
    """

    connect_s: float = 10.0
    read_s: float = 60.0
    job_s: float = 300.0
    retries: int = 2
    backoff_s: float = 0.5
    bytes_limit: int = 512 << 20


def patient_session(patience: Patience) -> requests.Session:
    """Return a session whose every request obeys the patience.

    Its requests raise ``requests.Timeout`` when the time is over, also from a server that sends
    a byte now and then, and ``requests.exceptions.ContentDecodingError`` beyond the size limit.
    """
    import requests
    from requests import exceptions
    from requests.adapters import HTTPAdapter
    from urllib3 import HTTPResponse, Retry
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    class PatientAdapter(HTTPAdapter):
        """Reads each answer whole, within the limits, before handing it on."""

        def send(  # type: ignore[override]
            self,
            request: requests.PreparedRequest,
            stream: bool = False,  # noqa: ARG002
            timeout: object = None,  # noqa: ARG002
            **options: Any,  # noqa: ANN401 - handed on as it came
        ) -> requests.Response:
            limits = (patience.connect_s, patience.read_s)
            response = super().send(request, stream=True, timeout=limits, **options)
            raw = response.raw
            body = self._body(raw, str(request.url))
            headers = {
                name: value
                for name, value in raw.headers.items()
                if name.lower() not in {"content-encoding", "transfer-encoding"}
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

        def _body(self, raw: Any, url: str) -> bytes:  # noqa: ANN401 - urllib3 has no name for it
            end = time.monotonic() + patience.read_s
            body = bytearray()
            while piece := _next(raw):
                body += piece
                if len(body) > patience.bytes_limit:
                    raw.close()
                    raise exceptions.ContentDecodingError("the answer is too large")
                if time.monotonic() > end:
                    raw.close()
                    raise exceptions.ReadTimeout(f"{url} went on for too long")
            return bytes(body)

    def _next(raw: Any) -> bytes:  # noqa: ANN401 - as above
        """Return what has come; ``read`` would wait for a full piece from a slow server."""
        try:
            piece: bytes = raw.read1(_PIECE, decode_content=True)
        except ReadTimeoutError as fault:
            raise exceptions.ReadTimeout(fault) from fault
        except HTTPError as fault:
            raise exceptions.ChunkedEncodingError(fault) from fault
        return piece

    retry = Retry(
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
    patient = requests.Session()
    for scheme in ("http://", "https://"):
        patient.mount(scheme, PatientAdapter(max_retries=retry))
    return patient
