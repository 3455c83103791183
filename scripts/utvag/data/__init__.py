"""The data edition: the facts for everybody's machines, in a folder and on a host of its own."""
