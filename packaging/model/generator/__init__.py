"""Writes US legal documents about invented people, with the exact place of every name."""
