"""The MIRI Low Resolution Spectrometer: a prism behind the slit, or behind none."""
