"""Scripts that make pages, figures and locks; `make` calls them."""
