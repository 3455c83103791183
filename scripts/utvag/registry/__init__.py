"""programs.yaml into a Registry, or every problem in it."""
