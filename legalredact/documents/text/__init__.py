"""Reads plain text, HTML and RTF."""
