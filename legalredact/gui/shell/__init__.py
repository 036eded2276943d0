"""The windows, and the frame around views: start window, menus, command palette, status bar, steps."""
