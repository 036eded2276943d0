"""Decisions on names: confirm, dismiss, merge, split, at single places, for similar names; the queue of questions."""
