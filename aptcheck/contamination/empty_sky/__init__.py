"""Where a background could be: positions whose field no source spoils, found and proved.

::

    graph, judgements -> wanted: which science needs a place -> area: where that may be
    sources -> gathering, obstacles: how near each of them may come
            -> the widest clearing (geometry.clearance)
            -> trial: the field judged there like any other -> search: what is suggested

`answer` says what to ask a catalogue and puts it together. Where no position is clean at every
angle, `crowded` compares the angles that are, and `imager_offset` does so where the imager must
stay on its target. `places` is for a check, which asks for less.
"""
