"""What each command does, a module for those that need the same; `generator.cli` finds them."""
