"""Checks of what is not the registry: hand-written pages, the built site."""
