"""Masks clear text, verifies that masked text may leave, checks the reply, and restores its names."""
