"""What templates of the search need."""
