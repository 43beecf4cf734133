"""What is published: one module for each kind of file."""
