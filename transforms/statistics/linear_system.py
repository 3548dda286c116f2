"""Small symmetric systems of linear equations, solved by Cholesky's factor in plain Python.

For the ten to forty columns of a model of risk this takes milliseconds; numpy is no dependency of the project and would
be one for this alone. Method: Golub GH, Van Loan CF. Matrix computations. 3rd edition, Johns Hopkins 1996, section 4.2.
"""

from math import fsum, sqrt

Matrix = list[list[float]]
# A column whose part not explained by those before it is below this share of itself adds nothing that can be told.
SMALLEST_PIVOT = 1e-11


def cholesky_factor(matrix: Matrix) -> Matrix | None:
    """Give the lower triangular L with L·Lᵀ = `matrix`, or None where the matrix is singular or not positive."""
    factor: Matrix = []
    for row, values in enumerate(matrix):
        line: list[float] = []
        for column in range(row):
            known = fsum(a * b for a, b in zip(line, factor[column], strict=False))
            line.append((values[column] - known) / factor[column][column])
        pivot = values[row] - fsum(a * a for a in line)
        if not pivot > SMALLEST_PIVOT * values[row]:
            return None
        factor.append([*line, sqrt(pivot)])
    return factor


def solve(factor: Matrix, right: list[float]) -> list[float]:
    """Give x with L·Lᵀ·x = `right`, for L from `cholesky_factor`."""
    size = len(factor)
    forward: list[float] = []
    for row in range(size):
        known = fsum(a * b for a, b in zip(factor[row], forward, strict=False))
        forward.append((right[row] - known) / factor[row][row])
    solution = [0.0] * size
    for row in reversed(range(size)):
        known = fsum(factor[below][row] * solution[below] for below in range(row + 1, size))
        solution[row] = (forward[row] - known) / factor[row][row]
    return solution


def inverse_diagonal(factor: Matrix) -> list[float]:
    """Give the diagonal of the inverse of L·Lᵀ: variances, when the matrix is an information."""
    size = len(factor)
    return [solve(factor, [float(row == column) for row in range(size)])[column] for column in range(size)]
