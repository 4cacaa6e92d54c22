"""Are the dithers right for science and background?"""
