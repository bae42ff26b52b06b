"""QR codes as squares; the text stands beside them, since nothing answers behind them."""

from app.documents.rows import Squares


def qr(text: str, x: float, y: float, side: float) -> Squares:
    """The code of `text` within a square of `side` points, white border not included."""
    import segno

    matrix = [list(row) for row in segno.make(text, error="m", micro=False).matrix]
    runs = tuple((column, row, n) for row, dark in enumerate(matrix) for column, n in _runs(dark))
    return Squares(x, y, side / len(matrix), runs)


def _runs(dark: list[int]) -> list[tuple[int, int]]:
    """Where dark squares begin and how many follow each other."""
    found: list[tuple[int, int]] = []
    for column, square in enumerate(dark):
        if not square:
            continue
        if found and sum(found[-1]) == column:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        else:
            found.append((column, 1))
    return found
