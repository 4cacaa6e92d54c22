"""The MIRI Low Resolution Spectrometer: a prism, with or without the slit."""
