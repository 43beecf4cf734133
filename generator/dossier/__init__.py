"""All records, linked."""
