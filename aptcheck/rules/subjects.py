"""What a rule can ask for as its first parameter; the engine calls it once for each.

Rules are also loaded to show a page or a list, and loading the proposal's model for that takes
longer than all of them. So to a type checker a subject is its type, and at run time its name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aptcheck.background.edge import Edge
    from aptcheck.background.graph import Graph
    from aptcheck.background.pairs import Pairs
    from aptcheck.background.roles import Background, Science
    from aptcheck.background.sharing import SharedSkies, SkyUse
    from aptcheck.contamination.judgement import FieldJudgement
    from aptcheck.model import Observation, Proposal, Target

__all__ = [
    "ENGINE_SUBJECTS",
    "MAY_BE_SUSPECTED",
    "SUBJECTS",
    "Background",
    "Edge",
    "FieldJudgement",
    "Graph",
    "Observation",
    "Pairs",
    "Proposal",
    "Science",
    "SharedSkies",
    "SkyUse",
    "Target",
]

#: All that have a type here.
SUBJECTS = frozenset(name for name in __all__ if not name.isupper())
#: Those that may be only suspected.
MAY_BE_SUSPECTED = frozenset({"Background", "Edge", "Pairs", "SharedSkies", "SkyUse"})
#: What the engine finds outside the walk over a proposal, and a rule reports.
ENGINE_SUBJECTS = frozenset(
    {
        "Crash",
        "Export",
        "IdleIntent",
        "Interruption",
        "StaleEntry",
        "UnreadFile",
        "UnreadableProposal",
    }
)

if not TYPE_CHECKING:
    globals().update({name: name for name in SUBJECTS})
