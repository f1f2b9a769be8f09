"""A story as tokens and sentences, and the cue words that say what a noun or a title tells."""
