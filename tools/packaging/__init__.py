"""How the generator is packaged for installation elsewhere."""
