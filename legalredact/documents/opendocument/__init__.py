"""Reads OpenDocument files (.odt, .ods, .odp) and their flat XML forms."""
