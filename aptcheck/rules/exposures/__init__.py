"""Do the exposures of both sides answer each other?"""
