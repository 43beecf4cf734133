"""A finished site: audited, listed, and put in the place of the former."""
