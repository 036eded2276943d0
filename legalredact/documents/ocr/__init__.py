"""Optical character recognition: engines, deskewing, reading order, and signs of text that was not read."""
