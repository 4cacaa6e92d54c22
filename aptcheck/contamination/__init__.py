"""Joins the rooms: what stands in the MRS field, at the angles the telescope may take.

No module here loads numpy at import time, so that a check without geometry stays quick.
"""
