"""The commands, for firm IT and scripts; they use the same workflow as the window."""
