"""Are target and acquisition right for a background?"""
