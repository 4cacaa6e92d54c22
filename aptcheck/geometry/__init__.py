"""Plain geometry on the sky: sets of angles, footprints of given apertures, sweep and overlap.

It knows nothing of time or of instrument modes. Modules that work on single numbers load no numpy:
``angles``, ``tangent``, ``great_circle``, ``reach``, ``footprint``.
"""
