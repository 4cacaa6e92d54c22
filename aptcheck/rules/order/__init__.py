"""Do order and dates allow science and background to be taken together?"""
