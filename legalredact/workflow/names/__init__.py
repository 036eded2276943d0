"""Decisions on names: confirm, dismiss, merge, split, at single places, for similar names, and the queue of questions."""
