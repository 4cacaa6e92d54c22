"""Do science and background exposures match?"""
