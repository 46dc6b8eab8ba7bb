"""All of a file or none, whatever the disk does."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from aksdesigner.store import atomic
from aksdesigner.store.atomic import PREFIX, SUFFIX, write_atomically, write_together
from aksdesigner.store.problems import StoreError

DEAD = 2**22 - 1  # no process has so high a number here


def temporaries(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(PREFIX)]


def test_new_files_follow_the_umask(tmp_path):
    old = os.umask(0o027)
    try:
        write_atomically(tmp_path / "a", b"new")
    finally:
        os.umask(old)
    assert (tmp_path / "a").read_bytes() == b"new"
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_the_old_file_is_kept(tmp_path, mode):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)
    write_atomically(path, b"new")
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_link_stays_a_link_and_its_target_is_replaced(tmp_path):
    (tmp_path / "there").mkdir()
    target, link = tmp_path / "there" / "real", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert temporaries(tmp_path) == temporaries(target.parent) == []


def test_a_link_to_nothing_makes_its_target(tmp_path):
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "later")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "later").read_bytes() == b"new"


def test_the_longest_possible_name_can_be_saved(tmp_path):
    path = tmp_path / ("n" * 250 + ".aksd")
    write_atomically(path, b"1")
    write_atomically(path, b"2")
    assert path.read_bytes() == b"2"


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda f: f / "gone" / "a", "no folder"),
        (lambda f: f, "no ordinary file"),
        (lambda f: f / ("x" * 300), "too long"),
        (lambda f: f / "a\0b", "null"),
        (lambda f: _circle(f), "(circle|Symlink loop)"),
        (lambda f: _file(f) / "below", "no folder"),
    ],
)
def test_what_can_not_be_written_is_told_with_path_and_reason(tmp_path, make, said):
    path = make(tmp_path)
    with pytest.raises(StoreError, match=said) as caught:
        write_atomically(path, b"new")
    assert str(path) in str(caught.value)
    assert temporaries(tmp_path) == []


def _circle(folder: Path) -> Path:
    (folder / "one").symlink_to(folder / "two")
    (folder / "two").symlink_to(folder / "one")
    return folder / "one"


def _file(folder: Path) -> Path:
    (folder / "file").write_text("")
    return folder / "file"


def test_leftovers_of_the_dead_are_swept_and_those_of_the_living_are_not(tmp_path):
    dead, living = (tmp_path / f"{PREFIX}{pid}-aa{SUFFIX}" for pid in (DEAD, os.getppid()))
    other = tmp_path / f".aksdesigner-00000000-{DEAD}-aa{SUFFIX}"  # of another machine
    for path in (dead, living, other):
        path.write_bytes(b"half")
    write_atomically(tmp_path / "a", b"new")
    assert [dead.exists(), living.exists(), other.exists()] == [False, True, True]


class Failing:
    """The module `os`, whose n-th call of those that change the disk fails."""

    CALLS = ("open", "write", "fsync", "lseek", "read", "fchmod", "link", "close")

    def __init__(self, at: int, number: int) -> None:
        self.at, self.number, self.count = at, number, 0

    def __getattr__(self, name):
        real = getattr(os, name)
        if name not in self.CALLS:
            return real

        def counted(*args, **kwargs):
            self.count += 1
            if self.count == self.at:
                if name == "close":
                    real(*args, **kwargs)
                raise OSError(self.number, os.strerror(self.number))
            return real(*args, **kwargs)

        return counted


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS])
@pytest.mark.parametrize("nameless", [True, False])
def test_whichever_call_fails_the_file_is_old_or_new_and_the_error_is_told(
    tmp_path, monkeypatch, number, nameless
):
    path = tmp_path / "a"
    if not nameless:
        monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    failed = 0
    for at in range(1, 60):
        path.write_bytes(b"old")
        broken = Failing(at, number)
        monkeypatch.setattr(atomic, "os", broken)
        try:
            write_atomically(path, b"new" * 1_000)
        except StoreError as problem:
            failed += 1
            assert str(path) in str(problem)
            assert path.read_bytes() == b"old"
        else:
            assert path.read_bytes() == b"new" * 1_000
        monkeypatch.setattr(atomic, "os", os)
        assert temporaries(tmp_path) == [], f"call {at}"
        if broken.count < at:
            break
    else:
        pytest.fail("it never came to the end")
    assert failed >= 5


def test_a_short_write_is_continued(tmp_path, monkeypatch):
    real = os.write

    class Slow(Failing):
        def __getattr__(self, name):
            return (lambda h, d: real(h, d[:7])) if name == "write" else getattr(os, name)

    monkeypatch.setattr(atomic, "os", Slow(0, 0))
    write_atomically(tmp_path / "a", b"0123456789" * 10)
    assert (tmp_path / "a").read_bytes() == b"0123456789" * 10


def test_what_reads_back_differently_is_not_put_in_place(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(b"old")

    class Lying(Failing):
        def __getattr__(self, name):
            if name == "write":
                return lambda h, d: os.write(h, bytes(len(d)))
            return getattr(os, name)

    monkeypatch.setattr(atomic, "os", Lying(0, 0))
    with pytest.raises(StoreError, match="read back"):
        write_atomically(tmp_path / "a", b"new")
    assert (tmp_path / "a").read_bytes() == b"old"


def test_several_files_change_together_or_not_at_all(tmp_path):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(StoreError):
        write_together({tmp_path / "a": b"new", tmp_path / "gone" / "b": b"new"})
    assert (tmp_path / "a").read_bytes() == b"old"
    write_together({tmp_path / "a": b"1", tmp_path / "b": b"2"})
    assert [(tmp_path / n).read_bytes() for n in "ab"] == [b"1", b"2"]
    assert temporaries(tmp_path) == []
