"""A summary from the request to its export: designations, corrections, self-test, incidents."""
