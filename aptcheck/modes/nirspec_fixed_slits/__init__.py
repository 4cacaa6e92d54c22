"""The NIRSpec fixed slits: gratings with their filters, behind one of five slits."""
