"""The view that sends: the payload, the reasons against a send, and the confirmation."""
