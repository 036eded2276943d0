"""The redaction log: what was covered where and why, as data and as PDF."""
