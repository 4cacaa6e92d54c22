"""The MIRI Medium Resolution Spectrometer: four channels, three gratings, two detector arms."""
