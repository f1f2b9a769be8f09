"""Who and what a story speaks of: names, types, descriptions, and who is meant by "it"."""
