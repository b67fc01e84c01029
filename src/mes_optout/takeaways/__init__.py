"""What one carries away: checklist, status, words they share."""
