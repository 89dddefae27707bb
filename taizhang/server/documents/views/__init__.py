"""Pages of documents: `listing`, `page` (text and facts), `deciding`, `changing`, `files`; all through `fetching`."""
