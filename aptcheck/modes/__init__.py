"""What is peculiar to a mode of an instrument: one folder a mode, and nothing of it elsewhere.

A mode says what an exposure can be set to, which ramps that gives, where its dither positions and
its field fall, how deep it sees, what the pipeline compares, and how all this is called in APT.
"""
