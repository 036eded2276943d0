"""The window in which documents are produced: what, how, run, result."""
