"""Ways to change a design that several fixes share. They make candidates; nothing here judges."""
