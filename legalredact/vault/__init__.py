"""The matter's encrypted store and its keys: outside it, nothing of a matter is on disk in clear."""
