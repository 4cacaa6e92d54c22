"""Is the background deep enough for its purpose?"""
