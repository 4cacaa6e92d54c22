"""What a proposal says: frozen models, no XML and no judgement.

Every optional field may be absent from a real file, so the models can hold an ill-formed proposal;
text that could not be understood is kept as it stands and listed in ``Proposal.oddities``.
"""

from __future__ import annotations

from aptcheck.model.links import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink
from aptcheck.model.mrs import Acquisition, ArmRamp, DitherPattern, MrsExposure, MrsTemplate
from aptcheck.model.observation import Mosaic, Observation, Visit
from aptcheck.model.place import Node, Oddity, Place
from aptcheck.model.proposal import Proposal
from aptcheck.model.requirements import DateBound, Offset, OrientRange, Requirements
from aptcheck.model.target import ProperMotion, Target, TargetGroup, TargetReference

__all__ = [
    "Acquisition",
    "AfterLink",
    "ArmRamp",
    "DateBound",
    "DitherPattern",
    "GroupLink",
    "Links",
    "Mosaic",
    "MrsExposure",
    "MrsTemplate",
    "Node",
    "Observation",
    "Oddity",
    "Offset",
    "OrientFromLink",
    "OrientRange",
    "Place",
    "ProperMotion",
    "Proposal",
    "Requirements",
    "SameOrientLink",
    "Target",
    "TargetGroup",
    "TargetReference",
    "Visit",
]
