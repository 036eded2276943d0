"""Images of pages for the window, drawn in a process of their own."""
