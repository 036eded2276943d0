"""A summary from its request to the stored reply: designations, rules against a send, self-test, incidents."""
