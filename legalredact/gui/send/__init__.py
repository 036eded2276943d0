"""The view that sends: what would leave, what prevents it, and the confirmation."""
