"""Pure computations of the ward's medicine; they know nothing of the program but its errors."""
