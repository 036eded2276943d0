"""Text maps: the text of a page as it is seen, each character with its box."""
