"""How long to wait for a service, and how much of its answer to read."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Patience"]


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class Patience:
    """The limits of a question to a service.

    Attributes
    ----------
    connect_s : float
        Seconds to connect to one of its addresses.
    read_s : float
        Seconds for one request in all: name look-up, connection, headers, body, redirects and
        repetitions.
    job_s : float
        Seconds for an asynchronous job to finish.
    question_s : float
        Seconds for a whole question: its synchronous request, its job, and its halves.
    catalogue_s : float
        Seconds for all that a run reads of a remote catalogue in HATS form.
    retries : int
        Repetitions after HTTP 429, 502, 503, 504.
    backoff_s : float
        Pause before the first repetition that has one, doubled each time.
    bytes_limit : int
        Size of the largest answer that is read.
    """

    connect_s: float = 10.0
    read_s: float = 60.0
    job_s: float = 300.0
    question_s: float = 900.0
    catalogue_s: float = 3600.0
    retries: int = 2
    backoff_s: float = 0.5
    bytes_limit: int = 512 << 20
