"""MIRI coronagraphy: three phase masks and a Lyot spot, each with its filter and its subarray."""
