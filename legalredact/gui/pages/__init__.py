"""Shows documents: pages with marked names, text, find, thumbnails, files that could not be read."""
