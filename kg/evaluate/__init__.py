"""Scores of reading, against stories that people have annotated."""
