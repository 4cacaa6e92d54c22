"""Does the sky stand where it should?"""
