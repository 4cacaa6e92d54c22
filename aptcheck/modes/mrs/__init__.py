"""The MIRI Medium Resolution Spectrometer: four channels, three grating settings, two detectors."""
