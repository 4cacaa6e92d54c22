"""What a user comes for, one use case a file: the command line only parses and shows."""
