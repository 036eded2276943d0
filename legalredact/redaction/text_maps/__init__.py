"""Text maps: the text of a page as displayed, each character with its box."""
