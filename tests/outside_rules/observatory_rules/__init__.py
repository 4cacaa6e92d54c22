"""House rules: one file per rule; aptcheck finds them all."""
