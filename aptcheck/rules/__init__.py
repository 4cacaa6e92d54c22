"""One rule, one file: what, why, how to fix, source, then the lines that yield its findings.

``registry`` walks this package; a new file in it is a new rule.
"""
