"""What a proposal says: frozen models, without XML and without judgement.

Every optional field may be absent from a real file, so the models can hold an ill-formed proposal;
text that could not be read is kept unchanged and listed in ``Proposal.oddities``.

A model is loaded when its name is first used: showing a rule needs no model and no pydantic. The
modules of models do not postpone their annotations, since pydantic would have to compile each of
them from its text at every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from aptcheck.model.links import AfterLink, GroupLink, Links, OrientFromLink, SameOrientLink
    from aptcheck.model.observation import Mosaic, Observation, Visit
    from aptcheck.model.place import Node, Oddity, Place
    from aptcheck.model.proposal import Proposal
    from aptcheck.model.requirements import DateBound, Offset, OrientRange, Requirements
    from aptcheck.model.target import ProperMotion, Target, TargetGroup, TargetReference
    from aptcheck.model.templates.acquisition import Acquisition
    from aptcheck.model.templates.exposure import Exposure, RampExposure
    from aptcheck.model.templates.miri_coronagraphy import CoronagraphExposure, CoronagraphyTemplate
    from aptcheck.model.templates.miri_imaging import ImagerDither, ImagerExposure, ImagingTemplate
    from aptcheck.model.templates.miri_lrs import LrsExposure, LrsTemplate
    from aptcheck.model.templates.mrs import DitherPattern, MrsExposure, MrsTemplate
    from aptcheck.model.templates.nirspec_fixed_slits import FixedSlitExposure, FixedSlitTemplate
    from aptcheck.model.templates.nirspec_ifu import IfuExposure, IfuTemplate

__all__ = [
    "Acquisition",
    "AfterLink",
    "CoronagraphExposure",
    "CoronagraphyTemplate",
    "DateBound",
    "DitherPattern",
    "Exposure",
    "FixedSlitExposure",
    "FixedSlitTemplate",
    "GroupLink",
    "IfuExposure",
    "IfuTemplate",
    "ImagerDither",
    "ImagerExposure",
    "ImagingTemplate",
    "Links",
    "LrsExposure",
    "LrsTemplate",
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
    "RampExposure",
    "Requirements",
    "SameOrientLink",
    "Target",
    "TargetGroup",
    "TargetReference",
    "Visit",
]

_HOMES = {
    "links": (
        "AfterLink",
        "GroupLink",
        "Links",
        "OrientFromLink",
        "SameOrientLink",
    ),
    "observation": (
        "Mosaic",
        "Observation",
        "Visit",
    ),
    "place": (
        "Node",
        "Oddity",
        "Place",
    ),
    "proposal": ("Proposal",),
    "requirements": (
        "DateBound",
        "Offset",
        "OrientRange",
        "Requirements",
    ),
    "target": (
        "ProperMotion",
        "Target",
        "TargetGroup",
        "TargetReference",
    ),
    "templates.acquisition": ("Acquisition",),
    "templates.exposure": (
        "Exposure",
        "RampExposure",
    ),
    "templates.miri_coronagraphy": (
        "CoronagraphExposure",
        "CoronagraphyTemplate",
    ),
    "templates.miri_imaging": (
        "ImagerDither",
        "ImagerExposure",
        "ImagingTemplate",
    ),
    "templates.miri_lrs": (
        "LrsExposure",
        "LrsTemplate",
    ),
    "templates.mrs": (
        "DitherPattern",
        "MrsExposure",
        "MrsTemplate",
    ),
    "templates.nirspec_fixed_slits": (
        "FixedSlitExposure",
        "FixedSlitTemplate",
    ),
    "templates.nirspec_ifu": (
        "IfuExposure",
        "IfuTemplate",
    ),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the type depends on the name
    if name not in _HOME:
        raise AttributeError(f"module 'aptcheck.model' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"aptcheck.model.{_HOME[name]}"), name)
    globals()[name] = value
    return value
