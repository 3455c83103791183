"""Poster, cards and a guide to fold, as PDF."""
