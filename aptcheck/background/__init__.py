"""Which science observation uses which background observation, and how well they match.

A *sky* is short for a background observation, a *science* for a science observation.
``build.build_graph`` reads a proposal once; the rules read the graph.
"""
