"""Built documents as the models that aptcheck reads from them."""

from __future__ import annotations

from aptcheck import testing
from aptcheck.apt import read_bytes
from aptcheck.model import Observation, Proposal


def model_of(document: testing.Document) -> Proposal:
    """Read a document."""
    return read_bytes(document.xml, document.name).proposal


def observations_of(*built: testing.Observation) -> tuple[Observation, ...]:
    """Read observations from a proposal with a target for each of their numbers."""
    targets = [testing.target(n, f"T{n}") for n in range(1, len(built) + 1)]
    return model_of(testing.proposal(targets=targets, observations=built)).observations
