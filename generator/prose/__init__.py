"""Prose: its marks, sentences and the names it mentions."""
