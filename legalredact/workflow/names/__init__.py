"""Decisions on names: confirm, dismiss, merge, split, and the queue of questions."""
