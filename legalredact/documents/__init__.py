"""Reads files: PDF, Word, plain text and images become a `Document`, and pages become page images."""
