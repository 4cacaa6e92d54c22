"""The modes of the instruments: one folder per mode, and nothing specific to a mode elsewhere.

A mode defines the settings of an exposure, the ramps these give, where its dither positions and its
field fall, how deep it sees, what the pipeline compares, and the names of all this in APT.
"""
