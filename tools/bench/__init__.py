"""Measures the generator against other builders of sites, on one corpus; README.md says how."""
