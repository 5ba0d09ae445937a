"""Who got which level in which year: shares of the whole as planned, conditions and caps kept in every organisation."""
