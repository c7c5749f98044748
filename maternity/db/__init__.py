"""The register file: tables, queries, keys, migrations, copies."""
