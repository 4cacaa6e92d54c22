"""What would make a fault good, as edits of the file: the rules say which, this room says how."""
