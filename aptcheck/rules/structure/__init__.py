"""Is the file what APT writes, and does it hang together?"""
