"""Reads built documents into aptcheck's models."""

from __future__ import annotations

from typing import Any

from aptcheck import testing
from aptcheck.apt import read_bytes
from aptcheck.model import Observation, Proposal


def model_of(document: testing.Document) -> Proposal:
    """Read a document."""
    return read_bytes(document.xml, document.name).proposal


def observations_of(*built: testing.Observation) -> tuple[Observation, ...]:
    """Read observations, from a proposal with their targets."""
    numbers: list[Any] = sorted({observation.target for observation in built})
    targets = [testing.target(number, f"T{number}") for number in numbers]
    return model_of(testing.proposal(targets=targets, observations=built)).observations
