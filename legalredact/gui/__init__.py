"""The window: everything that imports Qt. It shows snapshots of a matter and hands what a person does to lanes."""
