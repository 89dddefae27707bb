"""Pages of the trail: the whole of it, one's own, of one thing; verifying; expunging."""
