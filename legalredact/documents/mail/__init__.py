"""Reads messages (eml, msg): headers, bodies, attachments."""
