"""The one core object that window and commands hold, and the steps it is made of."""
