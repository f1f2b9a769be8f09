"""Dates in plain text, resolved against the day on which a story was published."""
