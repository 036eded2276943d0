"""Gives a finished redacted PDF tags, a language, bookmarks and, on demand, what PDF/A asks for."""
