"""Stores that lose what was confirmed: each sweep has to notice one, or it proves nothing."""

from pathlib import Path

# Python runs this before the program.
_BEGIN = """
import contextlib, os
import mes_optout.progress.store as store
real_write, real_update, real_fsync = store._write, store.Store.update, os.fsync
"""

_BAD = {
    "writes in place": """
def write(folder, data):
    with open(folder / store.FILE, "wb", buffering=0) as file:
        file.write(data[:9])
        file.write(data[9:])
        os.fsync(file.fileno())
    folder = os.open(folder, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
store._write = write
""",
    "renames before it writes": """
def write(folder, data):
    with open(folder / store._NEW, "wb", buffering=0) as file:
        os.rename(folder / store._NEW, folder / store.FILE)
        file.write(data)
        os.fsync(file.fileno())
store._write = write
""",
    "saves when the next answer comes": """
late = []
def update(self, change):
    if late:
        real_update(self, late.pop())
    late.append(change)
    return change(self.read())
store.Store.update = update
""",
    "leaves a file each time": """
def write(folder, data):
    (folder / f"notes.json.{os.getpid()}").write_bytes(data)
    real_write(folder, data)
store._write = write
""",
    "deletes what it should put aside": """
real_put_file_aside = store.Store.put_file_aside
def put_file_aside(self):
    kept = real_put_file_aside(self)
    kept.unlink()
    return kept
store.Store.put_file_aside = put_file_aside
""",
    "flushes nothing": "os.fsync = lambda descriptor: None",
    "flushes no folder": """
import stat
def fsync(descriptor):
    if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
        real_fsync(descriptor)
os.fsync = fsync
""",
    "makes folders without a flush": """
store.disk.make_folder = lambda folder: folder.mkdir(0o700, parents=True, exist_ok=True)
""",
    "flushes after the rename": """
def write(folder, data):
    with open(folder / store._NEW, "wb", buffering=0) as file:
        file.write(data)
        os.rename(folder / store._NEW, folder / store.FILE)
        os.fsync(file.fileno())
    folder = os.open(folder, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
store._write = write
""",
    "hides errors": """
def write(folder, data):
    with contextlib.suppress(OSError):
        real_write(folder, data)
store._write = write
""",
    "hides errors of every kind": """
def update(self, change):
    try:
        return real_update(self, change)
    except store.CannotSaveError:
        return change(self.read())
store.Store.update = update
""",
    "lets errors through": """
store.CannotSaveError = type("Other", (Exception,), {"__init__": lambda self, **facts: None})
""",
}


def bad_store(name: str, folder: Path) -> dict[str, str]:
    """Return the environment in which the program keeps progress badly."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(_BEGIN + _BAD[name], encoding="utf-8")
    return {"PYTHONPATH": str(folder)}
