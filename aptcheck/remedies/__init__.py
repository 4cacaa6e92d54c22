"""What fixes a fault, as edits of the file: the rules say which, this room says how."""
