"""Ten years of coming and going, year by year, so that opening + joined - left = closing in every cell."""
