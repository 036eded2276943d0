"""What every view is built on: session, tasks, theme, icons, preferences, the base class of views."""
