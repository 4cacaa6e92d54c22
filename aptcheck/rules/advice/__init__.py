"""Recommendations on the plan as a whole."""
