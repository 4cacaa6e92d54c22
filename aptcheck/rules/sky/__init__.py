"""Is the sky field empty?"""
