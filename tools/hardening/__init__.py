"""How hard the generator is to break: hostile content, faults, and what we depend on, in figures."""
