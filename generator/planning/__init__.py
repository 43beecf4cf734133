"""Which pages there are, where they are, and how they are reached."""
