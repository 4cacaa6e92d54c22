"""Bytes from a disk, taken in within bounds: a configuration, a lock, a baseline, a catalogue.

They may come from anywhere, as a proposal may, which `aptcheck.apt` takes in by bounds of its own.
"""
