"""Do the dithers serve science and background?"""
