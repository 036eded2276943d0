"""Writes summaries and reports as Word, PDF and Markdown files."""
