"""Foundation of all views: session, tasks, theme, icons, preferences, the base class of views."""
