"""For authors of rules: build a proposal, check it, compare the findings.

Start from a pair of observations that passes every rule, and state only what differs. Here
observation 2 is the background, and only the rule under test runs:

>>> from aptcheck.testing import check, compare, found, group, mrs, outcome, pair, proposal, target
>>> found(pair(sky={"groups": 40}), select=["BKG201"])
['BKG201 error 2']
>>> found(pair(), select=["BKG201"])
[]

Or write the whole proposal:

>>> document = proposal(
...     targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=60)],
...     observations=[mrs(1, groups=30), mrs(2, groups=30)],
...     links=[group(1, 2, non_interruptible=False)],
... )
>>> found(document, select=["BKG1"])
['BKG105 error 2']
>>> outcome(document, "BKG201")
('passed', None)

`compare` shows the effect of a change to a proposal, to the configuration or to a rule:

>>> compare(check(document), check(document, severity={"BKG105": "warning"}))
['- BKG105 error 2', '+ BKG105 warning 2']

Importing this package is quick and needs only the standard library; the first `check` loads the
engine.
"""

from __future__ import annotations

from aptcheck.testing.comparison import compare
from aptcheck.testing.coronagraphy import coronagraph, coronagraph_filter
from aptcheck.testing.document import Document, proposal
from aptcheck.testing.element import leaf, nest
from aptcheck.testing.exposures import GRATINGS, dither, exposure
from aptcheck.testing.faultless import SKY_KEYWORD, pair
from aptcheck.testing.findings import found, lines, outcome
from aptcheck.testing.fixed_slits import fixed_slits, slit_exposure
from aptcheck.testing.ifu import ifu, ifu_exposure
from aptcheck.testing.imaging import image, image_dither, image_filter
from aptcheck.testing.judging import check
from aptcheck.testing.links import (
    Link,
    after_link,
    group,
    orient_from_link,
    raw_link,
    same_orient_link,
)
from aptcheck.testing.lrs import lrs
from aptcheck.testing.observations import Observation, mosaic, mrs, other
from aptcheck.testing.requirements import (
    after_date,
    before_date,
    between_dates,
    group_visits_within,
    offset,
    on_hold,
    orient_range,
    pcs_mode,
    persistence_risk,
    time_series,
)
from aptcheck.testing.targets import FIELD, Target, moving, msa_catalog, sexagesimal, target

__all__ = [
    "FIELD",
    "GRATINGS",
    "SKY_KEYWORD",
    "Document",
    "Link",
    "Observation",
    "Target",
    "after_date",
    "after_link",
    "before_date",
    "between_dates",
    "check",
    "compare",
    "coronagraph",
    "coronagraph_filter",
    "dither",
    "exposure",
    "fixed_slits",
    "found",
    "group",
    "group_visits_within",
    "ifu",
    "ifu_exposure",
    "image",
    "image_dither",
    "image_filter",
    "leaf",
    "lines",
    "lrs",
    "mosaic",
    "moving",
    "mrs",
    "msa_catalog",
    "nest",
    "offset",
    "on_hold",
    "orient_from_link",
    "orient_range",
    "other",
    "outcome",
    "pair",
    "pcs_mode",
    "persistence_risk",
    "proposal",
    "raw_link",
    "same_orient_link",
    "sexagesimal",
    "slit_exposure",
    "target",
    "time_series",
]
