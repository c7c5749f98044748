"""Official returns: load, check and count the files of resources/returns."""
