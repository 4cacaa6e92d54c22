"""A coronagraphic set: two rolls on a star, its PSF reference, and their backgrounds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from aptcheck.testing import Document, Link, Target, coronagraph, group, proposal, target

#: The target of each observation, and what differs from the defaults of its template.
_FORMS: Mapping[int, tuple[int, Mapping[str, Any]]] = {
    1: (1, {"psf_references": [3]}),
    2: (1, {"psf_references": [3]}),
    3: (2, {"psf_reference": True, "dither": "9-POINT-SMALL-GRID"}),
    4: (3, {"background_quadrant": "1"}),
    5: (4, {"background_quadrant": "1"}),
}


def whole_set(
    *,
    star: Sequence[int] = (3,),
    reference: Sequence[int] = (4,),
    observed: Sequence[int] = (1, 2, 3, 4, 5),
    links: Sequence[Link] | None = None,
    more_targets: Sequence[Target] = (),
    targets: Mapping[int, Mapping[str, Any]] | None = None,
    forms: Mapping[int, Mapping[str, Any]] | None = None,
    **whole: Any,
) -> Document:
    """Make one, all in one link, with changes of its targets and forms by their numbers.

    The sky of the star is target 3, that of the reference is target 4; further ``forms`` need a
    ``target``.
    """
    entries: Mapping[int, dict[str, Any]] = {
        1: {"name": "STAR", "background": star, "extended": "NO"},
        2: {"name": "PSF", "background": reference, "extended": "NO", "north": 4000},
        3: {"name": "STAR-SKY", "north": 60},
        4: {"name": "PSF-SKY", "north": 4060},
    }
    fields = {
        number: {"target": _FORMS[number][0], **_FORMS[number][1]}
        for number in observed
        if number in _FORMS
    }
    for number, own in (forms or {}).items():
        fields[number] = {**fields.get(number, {}), **own}
    return proposal(
        targets=[
            *(
                target(number, **{**entry, **(targets or {}).get(number, {})})
                for number, entry in entries.items()
            ),
            *more_targets,
        ],
        observations=[coronagraph(number, **own) for number, own in sorted(fields.items())],
        links=[group(*sorted(fields))] if links is None else links,
        **whole,
    )
