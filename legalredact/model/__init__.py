"""Values that all rooms share: frozen, picklable, and made of the standard library only."""
