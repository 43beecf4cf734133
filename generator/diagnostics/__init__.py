"""Findings about content, and how they are reported."""
