"""The clinical rules on anyone's table: no register, no sign-in, nothing stored."""
