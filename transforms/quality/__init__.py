"""How good each input is: rules broken delivery by delivery, completeness by month, and what hangs on it."""
