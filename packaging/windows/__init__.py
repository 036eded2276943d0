"""The installer for Windows, built on Linux: an MSI package, and the templates of group policy."""
