"""The specification of the generator, as tests; the dossier they work on is in `lighthouse/content`."""
