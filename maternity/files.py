"""Write beside, flush, replace; free space and the kind of drive."""
