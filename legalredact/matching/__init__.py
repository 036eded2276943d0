"""What finds names and identifiers in a text, once for detection, masking and redaction alike."""
