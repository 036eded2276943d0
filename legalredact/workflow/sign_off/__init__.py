"""A reviewer's verdict on a summary: cited places, corrected statements, rules against a signature, records."""
