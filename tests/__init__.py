"""A package, so that no `tests` of somebody else's is found before ours: one of the dependencies installs such a folder."""
