"""Small real APT files, for tests that go through the reader.

A test says what differs from the pair nobody can fault:

    pair(sky={"groups": 40}).write(tmp_path)
    pair(sky_target={"north": 5}, link={"sequence": False})

or writes the whole proposal:

    proposal(
        targets=[target(1, "NGC-1", background=[2]), target(2, "NGC-1-SKY", north=60)],
        observations=[mrs(1), mrs(2, exposures=[exposure("SHORT", groups=40)])],
        links=[group(1, 2)],
    )
"""

from __future__ import annotations

from tests.builder.document import SKY_KEYWORD, Document, pair, proposal
from tests.builder.element import leaf, nest
from tests.builder.exposures import GRATINGS, dither, exposure
from tests.builder.links import (
    Link,
    after_link,
    group,
    orient_from_link,
    raw_link,
    same_orient_link,
)
from tests.builder.observations import Observation, mosaic, mrs, other
from tests.builder.requirements import (
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
from tests.builder.targets import FIELD, Target, moving, msa_catalog, sexagesimal, target

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
    "dither",
    "exposure",
    "group",
    "group_visits_within",
    "leaf",
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
    "pair",
    "pcs_mode",
    "persistence_risk",
    "proposal",
    "raw_link",
    "same_orient_link",
    "sexagesimal",
    "target",
    "time_series",
]
