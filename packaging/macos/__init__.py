"""The application for macOS: written and reviewed, but never run; see README.md."""
