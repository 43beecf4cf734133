"""Files to records: text, YAML, positions, validation."""
