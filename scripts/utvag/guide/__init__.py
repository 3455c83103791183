"""The registry's questions and conditions into the tree of the guide, its proof and its results."""
