"""The registry of prompts: the list, the text of one, and the form for a proposal."""
