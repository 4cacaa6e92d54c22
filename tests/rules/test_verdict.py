"""What a rule says."""

from __future__ import annotations

import dataclasses

from aptcheck.rules import Fault


def test_a_fault_is_plain_data() -> None:
    fault = Fault(message="m", fix="f")
    assert dataclasses.replace(fault, observation=2).observation == 2
