"""Draws images of pages for the window in a separate process."""
