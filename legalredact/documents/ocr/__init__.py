"""Optical character recognition: engines, deskewing, reading order, and detection of text that was not read."""
