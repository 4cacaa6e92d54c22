"""Simultaneous imaging with Primary Channel = Imager."""
