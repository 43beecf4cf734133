"""What the generator and its tests depend on: what is locked, its licences, and what is known of it."""
