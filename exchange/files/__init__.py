"""A file that somebody sent, as worksheets of plain cells: `reading.read` → `book.Book`.

Excel (.xlsx, .xls) and LibreOffice (.ods) are read in a process of its own; CSV and text with tabs are read here.
"""
