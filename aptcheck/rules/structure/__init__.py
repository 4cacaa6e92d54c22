"""Is the file what APT writes, and is it complete?"""
