"""The check of a reply: each statement is compared with the passages that it cites."""
