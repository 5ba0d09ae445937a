"""The table that stands in a worksheet, among titles, totals and signatures: `finding.find` → `table.Table`."""
