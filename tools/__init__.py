"""Programs that measure the project and look at what it depends on; none of them is a test."""
