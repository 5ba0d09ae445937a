"""Events brought in from a file: each by its deed, rehearsed for the preview."""
