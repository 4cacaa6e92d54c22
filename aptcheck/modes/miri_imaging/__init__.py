"""MIRI imaging: nine broad-band filters on the imager or on a subarray of it."""
