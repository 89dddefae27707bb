"""How pages look: the shell, its stylesheets and scripts, components with declared inputs, language and theme."""
