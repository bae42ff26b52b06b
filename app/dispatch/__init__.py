"""What waits for whom: the lists of the dispatcher and of the units that handle."""
