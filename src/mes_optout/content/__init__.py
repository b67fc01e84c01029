"""The walkthrough's steps as data: model, loader, and what a pack may contain."""
