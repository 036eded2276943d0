"""Production sets: numbered, stamped, redacted documents with load files, privilege log, check and quality control."""
