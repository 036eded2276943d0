"""The commands: the same rooms as the window, for firm IT and scripts."""
