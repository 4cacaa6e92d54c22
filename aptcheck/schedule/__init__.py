"""When an observation can be taken, and at which V3 position angles.

The telescope's field of regard, computed or as APT's Visit Planner stored it, and what special
requirements and links leave of it. No module that a check without angles needs loads numpy.
"""
