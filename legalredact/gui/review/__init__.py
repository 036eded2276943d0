"""The review of a summary: its text beside its sources, comments, sign-off."""
