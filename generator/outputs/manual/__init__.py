"""The manual for editors."""
