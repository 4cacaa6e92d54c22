"""The heart: which science observation uses which sky observation, and how well they match.

``graph.build`` reads a proposal once; the rules read the graph.
"""
