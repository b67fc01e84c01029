"""What one carries away: the list, a letter, a reminder, each in several formats."""
