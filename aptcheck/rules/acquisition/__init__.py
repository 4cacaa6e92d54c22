"""Are target and acquisition right for a blank sky?"""
