"""Identifiers by pattern and check digit: telephone numbers, addresses, account numbers, license plates."""
