"""Documents, their canonical texts and the files they came from, and the page that shows text and facts side by side."""
