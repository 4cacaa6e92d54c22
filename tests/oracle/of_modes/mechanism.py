"""What is the same in every mode: list, checkbox, link; and settings that are never compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from aptcheck.testing import Observation, group, target
from tests.oracle.of_modes.case import Case, Pairing

__all__ = ["mechanism"]


def mechanism(
    pair: Pairing,
    *,
    sky: str,
    own: str = "none",
    level3: Collection[str] = (),
    alone: Collection[str] | None = None,
    readout: str,
    elsewhere: Observation,
    says: Mapping[str, Sequence[str]] | None = None,
) -> Mapping[str, Case]:
    """Return the cases of a mode.

    ``sky`` is what a science exposure gets at level 2 from its sky, ``own`` what it gets without
    one: its own nods, if any. ``alone`` are the products of level 3 of each observation by itself,
    ``readout`` is another readout pattern, ``elsewhere`` the sky in another mode. aptcheck's
    findings are those of most modes unless ``says`` has the case by name.
    """
    whole: dict[str, Any] = {"level2": {"1": sky}, "level3": level3}
    lost: dict[str, Any] = {"level2": {"1": own}}
    both_science: dict[str, Any] = {"level2": {"1": own, "2": own.replace("1 x", "2 x")}}
    no_science: dict[str, Any] = {"level2": {}, "level3": None}
    third = [target(3, "NGC-2", north=-300)]
    cases = {
        "linked and declared": Case(document=pair(), alone=alone, **whole),
        "Ngroups differ": Case(document=pair(science={"groups": 12}, sky={"groups": 7}), **whole),
        "the readout differs": Case(document=pair(sky={"readout": readout}), **whole),
        "Nint differs": Case(document=pair(sky={"integrations": 3}), **whole),
        "grouped, in no sequence": Case(
            document=pair(links=[group(1, 2, sequence=False)]), **whole
        ),
        "not linked": Case(document=pair(links=[]), **lost, says=["BKG104 error"]),
        "linked, but interruptible": Case(
            document=pair(links=[group(1, 2, non_interruptible=False)]),
            **lost,
            says=["BKG105 error"],
        ),
        "linked, not declared": Case(
            document=pair(science_target={"background": []}), **both_science, says=["BKG102 error"]
        ),
        "the checkbox ticked, the list empty": Case(
            document=pair(science_target={"background": [], "required": True}),
            **both_science,
            says=["BKG103 error"],
        ),
        "a list, the checkbox cleared": Case(
            document=pair(science_target={"required": False}),
            **whole,
            says=["BKG103 warning"],
            apart="APT may use the checkbox; the pool uses the list",
        ),
        "the sky is never observed": Case(
            document=pair(taken=False, links=[]), **lost, says=["BKG101 error"]
        ),
        "the sky is withdrawn": Case(
            document=pair(sky={"status": "WITHDRAWN"}), **lost, says=["BKG101 error"]
        ),
        "the sky is in another mode": Case(
            document=pair(sky_observation=elsewhere),
            **lost,
            says=["BKG111 error"],
        ),
        "one target on both sides": Case(
            document=pair(science_target={"background": [1]}, sky={"target": 1}),
            **no_science,
            # the label also says sky, of a target that no other lists
            says=["BKG102 error", "BKG112 error"],
        ),
        "the two targets list each other": Case(
            document=pair(sky_target={"background": [1]}), **no_science, says=["BKG109 error"]
        ),
        "a second science observation, not linked": Case(
            document=pair(more=[pair.another(3, 1)]),
            level2={"1": sky, "3": own.replace("1 x", "3 x")},
            level3=None,
            says=["BKG104 error"],
        ),
        "a science in the link that does not list the sky": Case(
            document=pair(more=[pair.another(3, 3)], more_targets=third, links=[group(1, 2, 3)]),
            level2={"1": sky, "3": own.replace("1 x", "3 x")},
            level3=None,
            says=["BKG117 error"],
        ),
    }
    return cases | {name: replace(cases[name], says=words) for name, words in (says or {}).items()}
