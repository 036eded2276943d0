"""A package, so that ours is found and not the folder of the same name that one of the dependencies installs."""
