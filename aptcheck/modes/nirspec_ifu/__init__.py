"""The NIRSpec integral field unit: gratings with their filters, and leakage calibrations."""
