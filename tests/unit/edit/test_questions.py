"""Open questions: asked by the drawing, on notes, or written down; answered, and told as Markdown."""

from __future__ import annotations

import pytest

from aksdesigner.edit.add import AddResource
from aksdesigner.edit.command import Command, Refused
from aksdesigner.edit.notes import AddNote, WriteNote
from aksdesigner.edit.questions import (
    AddQuestion,
    Question,
    RemoveQuestion,
    WriteQuestion,
    open_questions,
    questions_of,
)
from aksdesigner.edit.rename import Rename
from aksdesigner.edit.set_field import SetField
from aksdesigner.model.document import Accepted, Document, new_document
from aksdesigner.report.decisions import decisions_markdown
from aksdesigner.store.design_file import parse_design
from aksdesigner.store.plain_json import document_text

PARTNER, SIZE = "subnet:spoke/partner", "size:subnet:spoke/partner"


def done(document: Document, *commands: Command) -> Document:
    for command in commands:
        document = command.apply(document)
    return document


def unsized() -> Document:
    return done(
        new_document("Payments"),
        AddResource("vnet", name="spoke"),
        AddResource("subnet", "vnet:spoke", name="partner", fields={"prefixes": ()}),
    )


def by_id(document: Document) -> dict[str, Question]:
    return {question.id: question for question in questions_of(document)}


def test_a_box_without_a_size_asks_how_large_it_is() -> None:
    question = by_id(unsized())[SIZE]
    assert question.text == "How large is spoke/partner?"
    assert question.about == PARTNER and question.is_open
    assert unsized().questions == ()


def test_who_is_to_answer_is_kept_beside_it_and_follows_a_rename() -> None:
    asked = done(
        unsized(), WriteQuestion(SIZE, "ask", "Mei"), WriteQuestion(SIZE, "until", "Friday")
    )
    assert asked.questions == ({"about": PARTNER, "asks": "size", "ask": "Mei", "until": "Friday"},)
    assert len(questions_of(asked)) == 1
    renamed = by_id(Rename("vnet:spoke", "prod").apply(asked))["size:subnet:prod/partner"]
    assert (renamed.ask, renamed.until) == ("Mei", "Friday")
    nobody = done(asked, WriteQuestion(SIZE, "ask", ""), WriteQuestion(SIZE, "until", ""))
    assert nobody.questions == ()
    again = parse_design(document_text(asked).encode(), "x").document
    assert questions_of(again) == questions_of(asked)


def test_a_size_ends_the_question_and_what_was_answered_stays_told() -> None:
    answered = WriteQuestion(SIZE, "answer", "a /26 is enough").apply(unsized())
    assert open_questions(answered) == ()
    sized = SetField(PARTNER, "prefixes", ["10.0.0.0/26"]).apply(answered)
    (question,) = questions_of(sized)
    assert question.text == "How large is spoke/partner?"
    assert question.answer == "a /26 is enough"


def test_a_field_that_nobody_knows_is_asked_with_its_reason() -> None:
    document = SetField("vnet:spoke", "unknown", {"dnsServers": "ask team N"}).apply(unsized())
    question = by_id(document)["field:dnsServers@vnet:spoke"]
    assert question.text == "What is dnsServers of spoke? ask team N"
    asked = WriteQuestion(question.id, "ask", "N").apply(document)
    assert by_id(asked)[question.id].ask == "N"
    assert len(questions_of(asked)) == len(questions_of(document))


def test_a_note_that_asks_somebody_is_a_question_and_is_answered_on_the_note() -> None:
    document = AddNote((0, 0, 208, 136), text="Who owns\nDNS?").apply(unsized())
    assert "note:1" not in by_id(document)
    document = WriteNote("note:1", (("ask", "Mei"),)).apply(document)
    assert by_id(document)["note:1"].text == "Who owns DNS?"
    answered = WriteQuestion("note:1", "answer", "team N").apply(document)
    assert answered.notes[0].answer == "team N"


def test_questions_and_assumptions_are_written_changed_and_removed() -> None:
    document = done(
        unsized(),
        AddQuestion("Which region for recovery?"),
        AddQuestion("Growth to 300 nodes", "assumption"),
        WriteQuestion("assumption:0", "by", "Arun"),
        WriteQuestion("question:0", "text", "Which second region?"),
    )
    assert by_id(document)["question:0"].text == "Which second region?"
    assert by_id(document)["assumption:0"].by == "Arun"
    assert "assumption:0" not in {q.id for q in open_questions(document)}
    left = done(document, RemoveQuestion("question:0"), RemoveQuestion("assumption:0"))
    assert questions_of(left) == questions_of(unsized())
    for bad, reason in (
        (AddQuestion("  "), "Write what"),
        (AddQuestion("x" * 5_000), "longer"),
        (RemoveQuestion(SIZE), "drawing asks"),
        (WriteQuestion("question:9", "ask", "x"), "not in this design"),
        (WriteQuestion(SIZE, "text", "x"), "come from the design"),
    ):
        with pytest.raises(Refused, match=reason):
            bad.apply(document)


def test_what_people_wrote_by_hand_is_read_in_their_words() -> None:
    table = unsized().replace(assumptions={"growthFactor": 1.5}, questions=("Who pays?",))
    found = by_id(table)
    assert found["table:growthFactor"].text == "growthFactor: 1.5"
    assert found["question:0"].text == "Who pays?"
    with pytest.raises(Refused, match="table"):
        AddQuestion("x", "assumption").apply(table)
    assert WriteQuestion("question:0", "ask", "Arun").apply(table).questions == (
        {"text": "Who pays?", "ask": "Arun"},
    )


def test_the_record_says_what_by_whom_and_what_is_open() -> None:
    document = done(
        unsized(),
        WriteQuestion(SIZE, "ask", "Mei"),
        AddQuestion("Which region for recovery?"),
        WriteQuestion("question:1", "answer", "West Europe *only*"),
        WriteQuestion("question:1", "by", "Arun"),
        AddQuestion("Growth to 300 nodes", "assumption"),
    ).replace(
        decisions=({"what": "Hub-spoke", "why": "one egress"}, "No IPv6"),
        accepted=(Accepted(rule="CAP-03", subject="subnet:spoke/a", reason="small", by="Mei"),),
    )
    text = decisions_markdown(document)
    assert text == decisions_markdown(document)
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert heads == [
        "# Decisions of Payments",
        "## Decided",
        "## Open questions",
        "## Assumptions",
        "## Accepted findings",
    ]
    assert "- **Hub-spoke** · why: one egress" in text and "- No IPv6" in text
    assert r"- Which region for recovery? **West Europe \*only\*** · Arun" in text
    assert "- How large is spoke/partner? · ask Mei" in text
    assert "- Growth to 300 nodes" in text
    assert "CAP-03 on subnet:spoke/a: small · Mei" in text
    assert "None." in decisions_markdown(new_document())
