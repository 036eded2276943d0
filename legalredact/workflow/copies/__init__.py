"""Redacted copies: the plan, the run in a worker process, the audit, the log."""
