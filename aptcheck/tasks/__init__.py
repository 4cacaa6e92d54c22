"""The use cases, one per file; the command line only parses and shows."""
