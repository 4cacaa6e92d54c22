"""The forms of the instruments, one file a template."""
