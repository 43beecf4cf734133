"""How wide words are drawn, as far as one can know without the reader's fonts: rather too wide."""

from __future__ import annotations

from functools import cache

SIZE = 12.5
"""The size of figures' words, in the units of their pictures, which are close to a screen's pixels."""
SMALL = 11.5
"""The size of what stands beside: counts, dates, the scale."""
BOLD = 1.12
"""How much wider letters are in bold."""

# Advances of Arial and its like, wider than most faces of a website, by letters of about one width.
_ADVANCES = (
    ("ijlI'‘’|.,:;/·! tf", 0.29),
    ("r-()[]*", 0.36),
    ("cszJkvxy", 0.51),
    ("wMWQ@%—…ŒœæÆ&mO", 0.88),
)
_WIDTHS = {letter: advance for letters, advance in _ADVANCES for letter in letters}


def width(words: str, size: float = SIZE) -> float:
    """Return how much room a line of words needs, erring on the wide side.

    >>> width("Lamp") < width("Lamps") < width("Lamps", 20)
    True
    """
    return round(sum(map(_letter, words)) * size, 2)


@cache
def _letter(letter: str) -> float:
    if letter in _WIDTHS:
        return _WIDTHS[letter]
    if ord(letter) >= 0x1100:
        return 1.05  # Hangul, kana, Chinese: a full square
    return 0.7 if letter.isupper() else 0.57


def wrap(words: str, room: float, size: float = SIZE, most: int = 0) -> list[str]:
    """Break words into lines that fit a room.

    Args:
        words: what is to be broken, at its spaces; a word longer than the room stands alone.
        room: the width of a line.
        size: of the letters.
        most: at most so many lines, the last one ending in … where more is left; 0 for any number.

    >>> wrap("The lamp burns again", 60)
    ['The lamp', 'burns', 'again']
    >>> wrap("The lamp burns again", 60, most=2)
    ['The lamp', 'burns …']
    """
    lines: list[str] = []
    for word in words.split():
        if lines and width(f"{lines[-1]} {word}", size) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    if most and len(lines) > most:
        last = lines[most - 1]
        while " " in last and width(f"{last} …", size) > room:
            last = last.rpartition(" ")[0]
        lines = [*lines[: most - 1], f"{last} …"]
    return lines
