"""What the functions of the library return: the plain results, which also show themselves.

Each class extends the plain one, adds no data, and has a short line for a prompt and a piece of
HTML for a notebook.
"""
