"""Long-running computations in worker processes: lanes, masking rules, payloads."""
