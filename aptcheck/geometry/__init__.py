"""Plain geometry on the sky: sets of angles, footprints of given apertures, sweep and overlap.

It knows no time, and no mode of any instrument. Who needs numbers only, and no arrays, finds them
in modules that load no numpy: ``angles``, ``tangent``, ``great_circle``, ``reach``, ``footprint``.
"""
