"""Checks a finished copy: searches every channel of the file for names that are left."""
