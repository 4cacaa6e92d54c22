"""MIRI imaging: nine broad-band filters, on the full imager or a subarray of it."""
