"""What carries planned pages to a site builder."""
