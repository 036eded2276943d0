"""Data that the window shows: immutable snapshots of a matter, and the parties that a caption names."""
