"""One rule, one file: what, why, how to fix, source, then the lines that yield its findings.

``registry`` walks this package; a new file in it is a new rule. What a rule is made of is imported
from here.
"""

from __future__ import annotations

from aptcheck.errors import FieldUnavailable, Unknown
from aptcheck.finding import Column, Evidence, Severity, Table
from aptcheck.mode_names import EMPTY_FIELDS, EVERY_MODE, SUBTRACTED_MODES
from aptcheck.rules.context import Context
from aptcheck.rules.rule import Rule, rule
from aptcheck.rules.subjects import (
    Background,
    Edge,
    FieldJudgement,
    Graph,
    Observation,
    Pairs,
    Proposal,
    Science,
    SharedSkies,
    SkyUse,
    Target,
)
from aptcheck.rules.verdict import (
    Fault,
    Inapplicable,
    NotApplicable,
    NotChecked,
    Verdicts,
    applies,
    known,
)

__all__ = [
    "EMPTY_FIELDS",
    "EVERY_MODE",
    "SUBTRACTED_MODES",
    "Background",
    "Column",
    "Context",
    "Edge",
    "Evidence",
    "Fault",
    "FieldJudgement",
    "FieldUnavailable",
    "Graph",
    "Inapplicable",
    "NotApplicable",
    "NotChecked",
    "Observation",
    "Pairs",
    "Proposal",
    "Rule",
    "Science",
    "Severity",
    "SharedSkies",
    "SkyUse",
    "Table",
    "Target",
    "Unknown",
    "Verdicts",
    "applies",
    "known",
    "rule",
]
