"""Slips with whole files: copied, forgotten, misplaced, saved by another program."""

from random import Random

from support.mistakes.raw_files import Files, Slip, list_files, list_procedures, pick


def _slip(name: str, changed: dict[str, bytes | None], what: str) -> Slip:
    return Slip(changed, name, (), 0, what)


def write_a_procedure_that_nobody_lists(files: Files, chance: Random) -> Slip | None:
    """Write a new procedure to which no question leads, and which no list names."""
    if (name := pick(chance, list_procedures(files, "fr"))) is None:
        return None
    text = files[name].replace(f'id = "{name[3:-5]}"', 'id = "nouvelle"')
    return _slip("fr/nouvelle.toml", {"fr/nouvelle.toml": text.encode()}, f"new, from {name}")


def keep_a_copy_beside_a_file(files: Files, chance: Random, language: str) -> Slip | None:
    """Leave the copy that was made before a change."""
    if (name := pick(chance, list_files(files, language))) is None:
        return None
    stem = name.removesuffix(".toml")
    copies = [" (copie).toml", "-2.toml", ".toml.bak", "_old.toml", ".toml~"]
    copy = stem + chance.choice(copies)
    return _slip(copy, {copy: files[name].encode()}, f"copy of {name}")


def put_a_file_in_the_wrong_folder(files: Files, chance: Random, language: str) -> Slip | None:
    """Save a file one folder up, or in a new folder, beside the one that is read."""
    if (name := pick(chance, list_files(files, language))) is None:
        return None
    place = chance.choice(["", "textes/", f"{language}/{language}/"]) + name.partition("/")[2]
    return _slip(place, {place: files[name].encode()}, f"a copy of {name} elsewhere")


def move_a_file_away(files: Files, chance: Random, language: str) -> Slip | None:
    """Drag a file into the folder above."""
    if (name := pick(chance, list_procedures(files, language))) is None:
        return None
    place = name.partition("/")[2]
    return _slip(name, {name: None, place: files[name].encode()}, f"moved to {place}")


def delete_a_file(files: Files, chance: Random, language: str) -> Slip | None:
    """Delete a file."""
    if (name := pick(chance, list_files(files, language))) is None:
        return None
    return _slip(name, {name: None}, "deleted")


def rename_a_file(files: Files, chance: Random, language: str) -> Slip | None:
    """Give a file a capital, or an underscore for its hyphen."""
    if (name := pick(chance, list_procedures(files, language))) is None:
        return None
    folder, _, stem = name.partition("/")
    new = f"{folder}/{stem.replace('-', '_') if '-' in stem else stem.capitalize()}"
    return _slip(name, {name: None, new: files[name].encode()}, f"renamed {new}")


def save_the_french_over_the_translation(files: Files, chance: Random) -> Slip | None:
    """Save the French file under the name of its translation."""
    if (name := pick(chance, list_procedures(files, "en"))) is None:
        return None
    return _slip(name, {name: files[f"fr/{name[3:]}"].encode()}, "the French saved over it")


def take_a_procedure_off_the_list(files: Files, chance: Random) -> Slip | None:
    """Delete a line of `procedures`."""
    name = "fr/situations.toml"
    rows = files[name].split("\n")
    first = rows.index("procedures = [") + 1
    last = rows.index("]", first)
    at = chance.randrange(first, last)
    changed = "\n".join([*rows[:at], *rows[at + 1 :]]).encode()
    return Slip({name: changed}, name, ("procedures",), at + 1, f"without {rows[at].strip()}")


def save_as_utf_16(files: Files, chance: Random, language: str) -> Slip | None:
    """Save a file as « Unicode », which is UTF-16."""
    if (name := pick(chance, list_files(files, language))) is None:
        return None
    return _slip(name, {name: files[name].encode("utf-16")}, "saved as UTF-16")


def save_as_cp1252(files: Files, chance: Random, language: str) -> Slip | None:
    """Save a file as « ANSI », which is cp1252."""
    if (name := pick(chance, list_files(files, language))) is None:
        return None
    text = files[name].replace("\u202f", "\u00a0")
    return _slip(name, {name: text.encode("cp1252", "replace")}, "saved as cp1252")


def save_half_a_file(files: Files, chance: Random, language: str) -> Slip | None:
    """Lose the second half of a file, for the disk was full."""
    if (name := pick(chance, list_procedures(files, language))) is None:
        return None
    rows = files[name].split("\n")
    half = "\n".join(rows[: chance.randrange(len(rows) // 3, len(rows) * 2 // 3)])
    return _slip(name, {name: half.encode()}, "half of it")
