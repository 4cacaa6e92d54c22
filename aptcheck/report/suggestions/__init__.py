"""`aptcheck suggest`, a format a file; none of them prints."""
