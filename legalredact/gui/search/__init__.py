"""The search over a whole matter."""
