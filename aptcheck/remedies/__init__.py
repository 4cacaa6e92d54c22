"""How to fix a problem, as edits of the file: the rules say what, this package says how."""
