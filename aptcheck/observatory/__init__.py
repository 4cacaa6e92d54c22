"""Facts about the observatory, each with its source and date."""
