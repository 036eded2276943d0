"""Shared by both kinds of redacted PDF: pages, boxes, page breaks, Bates numbers, and the writer of the new file."""
