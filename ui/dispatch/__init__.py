"""分流交办: what waits, the list of it, and the matter beside the list."""
