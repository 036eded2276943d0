"""Search over a whole matter: the words a person typed, and the places in its documents."""
