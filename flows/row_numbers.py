"""Number the rows of a file when some of them could not be read."""

import polars as pl


class RowNumbers:
    """Gives each row read its place in the file, counting the ragged rows in between that were left out."""

    def __init__(self) -> None:
        self._next = 1
        self._ragged: list[int] = []

    def add_ragged(self, row_number: int) -> None:
        """Note a row that is left out; rows are noted in the order of the file, before the rows that follow them."""
        self._ragged.append(row_number)

    def take(self, rows: int) -> tuple[pl.Series, list[int]]:
        """Give the numbers of the next `rows` rows read, and the ragged rows before the last of them."""
        end = self._next + rows
        passed = 0
        while passed < len(self._ragged) and self._ragged[passed] < end:
            passed += 1
            end += 1
        ragged, self._ragged = self._ragged[:passed], self._ragged[passed:]
        numbers = pl.int_range(self._next, end, dtype=pl.Int64, eager=True).alias("row_number")
        self._next = end
        return numbers.filter(~numbers.is_in(ragged)) if ragged else numbers, ragged

    def rest(self) -> list[int]:
        """Give the ragged rows that follow the last row read."""
        return self._ragged
