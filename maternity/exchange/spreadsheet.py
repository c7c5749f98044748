"""CSV and workbooks: rows in, rows out."""
