"""Shared by the packages of all platforms: the frozen application, reproducible archives, and the inventory."""
