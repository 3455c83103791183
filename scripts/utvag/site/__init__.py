"""Pages rendered, verified and put in place; served while somebody edits."""
