"""Which column of a file is which field: `guessing.map_columns` → `mapped.ColumnMapping`."""
