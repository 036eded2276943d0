"""The application for macOS: written and reviewed, and never run; see README.md."""
