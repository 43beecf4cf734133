"""The preview: a server that follows what is saved."""
