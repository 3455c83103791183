"""All that must hold of registry, pages and words."""
