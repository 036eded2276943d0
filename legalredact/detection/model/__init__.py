"""The neural network for named entities: tokens, overlapping windows, inference."""
