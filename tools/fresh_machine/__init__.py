"""The commands of the README, run on a bare Debian: `make fresh`."""
