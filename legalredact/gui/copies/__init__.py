"""Redacted copies: original and copy side by side, reasons, the finished files."""
