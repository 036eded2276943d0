"""Expands what a person adds: folders, archives, messages with attachments, load files."""
