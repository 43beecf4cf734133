"""What changes for the reader between two versions of the content."""
