"""Where a background could be: positions whose field no source spoils, found and proved.

::

    graph and judgements -> wanted: who needs a place
                         -> cone: what a catalogue is asked
    sources -> obstacles: how near each source may come -> the widest clearing (geometry.clearance)
            -> trial: the field judged there as any other -> suggestions

Where no position is clean at every angle, `crowded` ranks by the angles that are.
"""
