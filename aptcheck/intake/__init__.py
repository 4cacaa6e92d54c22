"""Reads files within bounds: a configuration, a lock, a baseline, a catalogue.

They may come from anywhere, like a proposal, for which `aptcheck.apt` has its own bounds.
"""
