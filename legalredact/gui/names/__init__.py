"""The list of names with its filter, details and dialogs."""
