"""Pages of a production: drawn from text that was read, stamped with Bates numbers, and written as images."""
