"""The forms of the instruments, one file per template."""
