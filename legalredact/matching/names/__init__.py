"""Spellings under which a name may occur, and the search for all of them at once."""
