"""The operating system enforces what a process may do: no network, no other files, no other programs."""
