"""A project for another city: what it is asked, and what is cut from ours so that only what holds everywhere is left."""
