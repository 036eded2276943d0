"""Copies of documents from which names are gone for good, and the proof that they are."""
