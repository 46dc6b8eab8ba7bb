"""A session and its file: what is saved, what is not, and who else wrote."""

from __future__ import annotations

import pytest

from aksdesigner.model.reading import DocumentError
from aksdesigner.store.design_file import read_design
from aksdesigner.store.problems import StoreError
from aksdesigner.workspace.files import ChangedOutside, DesignFiles, NoName
from aksdesigner.workspace.session import Session
from tests.support.edits import Edit, design_of_size


@pytest.fixture
def files(tmp_path):
    return DesignFiles(Session(design_of_size(2)), tmp_path / "journals")


def rename(files: DesignFiles, name: str) -> None:
    files._session.do(Edit("Name", lambda d: d.replace(name=name)))


def journals(tmp_path):
    folder = tmp_path / "journals"
    return list(folder.iterdir()) if folder.exists() else []


def test_save_needs_a_name_and_save_as_gives_it(files, tmp_path):
    with pytest.raises(NoName):
        files.save()
    assert files.save_as(tmp_path / "mine") == tmp_path / "mine.aksd"
    rename(files, "second")
    assert files.is_dirty
    files.save()
    assert not files.is_dirty
    assert read_design(tmp_path / "mine.aksd").document.name == "second"


def test_saving_twice_gives_the_same_bytes(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    before = path.read_bytes()
    files.open(path)
    files.save()
    assert path.read_bytes() == before


def test_what_another_program_wrote_is_not_overwritten_unasked(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    theirs = path.read_text().replace('"start"', '"theirs"')
    path.write_text(theirs)
    rename(files, "ours")
    with pytest.raises(ChangedOutside):
        files.save()
    assert path.read_text() == theirs
    assert files.is_dirty
    files.save(anyway=True)
    assert read_design(path).document.name == "ours"
    assert not files.is_changed_outside()


def test_a_file_that_is_gone_comes_back(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    path.unlink()
    rename(files, "again")
    files.save()
    assert read_design(path).document.name == "again"


def test_yaml_is_saved_under_another_name(files, tmp_path):
    typed = tmp_path / "typed.yaml"
    typed.write_text("aksdesigner: 1  # by hand\nname: typed\n")
    files.open(typed)
    assert files.needs_name
    assert files.suggested_path == tmp_path / "typed.aksd"
    with pytest.raises(NoName):
        files.save()
    assert "by hand" in typed.read_text()


def test_what_can_not_be_opened_leaves_the_session_as_it_was(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    (tmp_path / "bad.aksd").write_text("{")
    for bad, error in (("bad.aksd", DocumentError), ("gone.aksd", StoreError)):
        with pytest.raises(error):
            files.open(tmp_path / bad)
    assert files.path == path
    assert files._session.document == design_of_size(2)


def test_a_journal_lives_from_the_first_edit_to_the_save(files, tmp_path):
    files.save_as(tmp_path / "a.aksd")
    assert journals(tmp_path) == []
    rename(files, "edit")
    assert len(journals(tmp_path)) == 2  # the journal and its lock
    files._session.undo()
    assert journals(tmp_path) == []
    files._session.redo()
    files.save()
    assert journals(tmp_path) == []


def test_recovered_work_is_unsaved_and_belongs_to_its_file(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    rename(files, "unsaved")
    files.close(keep_journal=True)
    again = DesignFiles(Session(), tmp_path / "journals")
    (entry,) = again.recoverable()
    again.recover(entry)
    assert (again.path, again.is_dirty) == (path, True)
    assert again._session.document.name == "unsaved"
    assert again.recoverable() == []  # it is in the journal of this session now
    again.save()
    assert read_design(path).document.name == "unsaved"
    assert journals(tmp_path) == []


def test_recovery_onto_a_file_that_changed_meanwhile_asks_first(files, tmp_path):
    path = files.save_as(tmp_path / "a.aksd")
    rename(files, "unsaved")
    files.close(keep_journal=True)
    path.write_text(path.read_text().replace('"start"', '"theirs"'))
    again = DesignFiles(Session(), tmp_path / "journals")
    again.recover(again.recoverable()[0])
    with pytest.raises(ChangedOutside):
        again.save()


def test_a_state_folder_that_fails_is_told_and_stops_no_edit(tmp_path):
    (tmp_path / "file").write_text("")
    files = DesignFiles(Session(), tmp_path / "file" / "journals")
    rename(files, "goes on")
    assert files._session.document.name == "goes on"
    assert "not protected" in (files.journal_problem or "")
    files.save_as(tmp_path / "a.aksd")
    assert files.journal_problem is None


def test_names_of_designs_become_harmless_file_names(tmp_path):
    files = DesignFiles(Session(), tmp_path / "journals")
    for name, expected in (
        ("Contoso hub", "Contoso-hub.aksd"),
        ("../../etc/passwd", "etc-passwd.aksd"),
        ("\x1b[31m", "31m.aksd"),
        ("", "design.aksd"),
    ):
        files.new(design_of_size(0, name))
        assert files.suggested_path.name == expected
