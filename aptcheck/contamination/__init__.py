"""Joins the rooms: what is in the field, at the angles that the telescope may take.

No module here loads numpy at import time, so that a check without geometry stays fast.
"""
