"""Coarse figures: rounded, and hidden where they are small (SSB's practice for small cells)."""

SUPPRESSED = ":"


def coarse(count: int, *, threshold: int, step: int = 5) -> str:
    """Return `count` rounded to the nearest `step`, or «:» under `threshold`.

    >>> coarse(4, threshold=5), coarse(7, threshold=5), coarse(8, threshold=5)
    (':', '5', '10')
    """
    if count < threshold:
        return SUPPRESSED
    return str(step * ((count + step // 2) // step))
