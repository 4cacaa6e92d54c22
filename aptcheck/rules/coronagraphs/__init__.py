"""Does each star of a coronagraphic set have a background, taken as one?"""
