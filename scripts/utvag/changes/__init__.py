"""What visitors notice between two versions of the registry and the hand-written pages."""
