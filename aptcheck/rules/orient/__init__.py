"""At which position angles is the background usable?"""
