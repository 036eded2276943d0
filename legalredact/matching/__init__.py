"""Finds names, identifiers, citations and facts in a text, for detection, masking, verification and redaction."""
