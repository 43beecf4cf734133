"""Lets `python -m generator` do what `explainer` does."""

from .cli import main

if __name__ == "__main__":
    main(prog_name="explainer")
