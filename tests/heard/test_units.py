"""What is given to the screen reader at once, on made-up output."""

from support.heard_units import Turn, as_spoken, split_units


def test_a_unit_is_one_run_with_the_controls_before_it() -> None:
    written = b"\r\nOne.\r\n\x1b[1;31mTwo\x1b[0m three\r\n"
    assert split_units(written) == [b"\r\nOne.", b"\r\n\x1b[1;31mTwo", b"\x1b[0m three\r\n"]


def test_nothing_is_lost_at_the_end() -> None:
    """A control behind the last run begins no unit: read alone, it would have a row read anew."""
    assert split_units(b"> Two\x1b[2A\x1b[7D\x1b[?7h") == [b"> Two\x1b[2A\x1b[7D\x1b[?7h"]
    assert split_units(b"\x1b[H\x1b[2J") == [b"\x1b[H\x1b[2J"]
    assert split_units(b"") == []


def test_lines_are_compared_in_the_words_that_are_spoken() -> None:
    turn = Turn(
        "\r\nIn: /a_b\x1b[0m  c\r\n\r\n[x] “d”: \x1b[?25h", ("In: /a  b  c", "  x  “d”: ", " ")
    )
    assert turn.printed == ["In: /a b c", "x “d”:"]
    assert turn.heard == turn.printed
    assert as_spoken("[à faire] Lu\n") == "à faire Lu"
