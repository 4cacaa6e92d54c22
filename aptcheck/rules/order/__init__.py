"""Do order and dates allow the pair to be taken together?"""
