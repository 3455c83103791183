"""Hand-written pages, words and languages."""
