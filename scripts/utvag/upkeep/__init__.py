"""What grows old, whom to ask, links that may have died."""
