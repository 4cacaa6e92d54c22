"""House rules: one file is one rule, and aptcheck finds them all."""
