"""What machines note beside the content and later builds read."""
