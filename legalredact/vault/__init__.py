"""The matter's encrypted store and its keys: nothing of a matter stands on disk in clear outside it."""
