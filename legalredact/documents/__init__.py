"""Files in: PDF, Word, plain text and pictures become a `Document`; pages become pictures."""
