"""The windows and what frames the views: start window, menus, command palette, status bar, steps."""
