"""Is the background at the right distance?"""
