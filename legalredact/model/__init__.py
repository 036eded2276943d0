"""What every room talks about: frozen, picklable values made of the standard library only."""
