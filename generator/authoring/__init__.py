"""What an editor asks for: a new file, another id, a record with its references, what is left to do."""
