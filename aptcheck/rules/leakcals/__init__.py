"""Do the leakage calibrations of the NIRSpec IFU reach the exposures they are meant for?"""
