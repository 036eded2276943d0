"""The user guide: its pages, a search over all of them, and the window that shows them."""
