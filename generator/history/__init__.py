"""Versions of the content in git, and what changes from one to another."""
