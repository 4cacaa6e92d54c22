"""Does each star of a coronagraphic set have its background, and is it taken as one?"""
