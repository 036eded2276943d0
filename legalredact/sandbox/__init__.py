"""Limits that the operating system enforces on processes: no network, no other files, no other programs."""
