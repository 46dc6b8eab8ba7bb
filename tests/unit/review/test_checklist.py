"""The production checklist: what the engine decides, what is asked, and what a signature holds."""

from __future__ import annotations

from typing import Any

import pytest

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.rules.catalogue import RULES
from aksdesigner.edit.checklist import AnswerLine, SignChecklist
from aksdesigner.edit.command import Refused
from aksdesigner.edit.queries import AcceptFinding
from aksdesigner.model.answers import Answer, answer_to
from aksdesigner.model.document import Document
from aksdesigner.model.reading import read_document
from aksdesigner.report.checklist import checklist_data, checklist_markdown
from aksdesigner.review.catalogue import LINES, SECTIONS
from aksdesigner.review.checklist import checklist_of, digest_of
from aksdesigner.review.line import Row


def design(checklist: dict[str, Any] | None = None, **cluster: Any) -> Document:
    """A spoke with one cluster that fits, save for what is asked for."""
    subnets = [{"name": "nodes", "prefix": "10.1.0.0/22"}, {"name": "pe", "prefix": "10.1.4.0/26"}]
    aks = {
        "name": "shop",
        "vnet": "spoke",
        "networkPolicy": "cilium",
        "dataplane": "cilium",
        "outboundType": "loadBalancer",
        "pools": [{"name": "system", "mode": "System", "count": 3, "subnet": "nodes"}],
        **cluster,
    }
    topology = {
        "vnets": [{"name": "spoke", "prefixes": ["10.1.0.0/16"], "subnets": subnets}],
        "aksClusters": [aks],
    }
    data = {"aksdesigner": 1, "checklist": checklist or {}, "topology": topology}
    return read_document(data).document


def row(document: Document, line: str) -> Row:
    return next(r for r in checklist_of(analyze(document)).rows if r.line.id == line)


def test_the_questions_of_the_text_are_all_there() -> None:
    by_source: dict[str, int] = {}
    for line in LINES.values():
        by_source[line.source] = by_source.get(line.source, 0) + 1
    # section 19 has 6, 4, 5, 4 and 5 lines; "services resolve privately" stands with DNS
    assert by_source["seed 19, IP and CIDR"] == 6
    assert by_source["seed 19, CNI and dataplane"] == 4
    assert by_source["seed 19, Egress"] + 1 == 5
    assert by_source["seed 19, Ingress"] == 4
    assert by_source["seed 19, Operations"] == 5
    assert sum(len(lines) for _, lines in SECTIONS) == len(LINES)


def test_every_code_is_one_of_a_rule_and_every_line_is_decided_by_somebody() -> None:
    codes = {module.RULE.code for module in RULES}
    for line in LINES.values():
        assert set(line.codes) <= codes, line.id
        assert line.is_decided or line.asks or line.id == "ingressVisibility", line.id


@pytest.mark.parametrize(
    ("line", "good", "bad", "said"),
    [
        ("nodeSubnets", {}, {"pools": [{"name": "s", "count": 2000, "subnet": "nodes"}]}, "CAP-01"),
        ("cidrOwnership", {}, {"serviceCidr": "172.30.0.0/16"}, "ADR-10"),
        ("dnsServiceAddress", {}, {"dnsServiceIp": "10.9.9.9"}, "ADR-18"),
        ("policyPools", {}, {"networkPolicy": "none"}, "no network policy engine"),
        ("outboundType", {}, {"outboundType": None}, "no outbound type"),
        ("egressTest", {}, {"outboundType": "userDefinedRouting"}, "EGR-01"),
    ],
)
def test_the_engine_decides(line: str, good: dict, bad: dict, said: str) -> None:
    assert row(design(**good), line).state in ("met", "open")
    found = row(design(**bad), line)
    assert found.state == "failing"
    assert any(said in sentence for sentence in found.wrong)


def test_numbers_stand_behind_a_met_line() -> None:
    found = row(design(), "nodeSubnets")
    assert found.state == "met"
    assert found.evidence == (
        "spoke/nodes holds 1019 addresses and needs 4: 3 nodes, 1 at the upgrade, 0 beside them",
    )


def test_an_accepted_finding_does_not_fail_a_line_and_is_told() -> None:
    bad = design(serviceCidr="172.30.0.0/16")
    taken = AcceptFinding("ADR-10", "aks:shop", "moves in May", "Ada").apply(bad)
    found = row(taken, "cidrOwnership")
    assert found.state == "open"  # who allocates the ranges is still asked
    assert found.accepted == ("ADR-10 accepted by Ada: moves in May",)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (None, "open"),
        ("", "open"),
        (False, "open"),
        ([], "open"),
        ({"owner": "Bo"}, "open"),
        ({"answer": ""}, "open"),
        (True, "met"),
        ("in May", "met"),
        ({"answer": "in May", "by": "Ada", "on": "2026-05-04"}, "met"),
        ({"answer": "no nodes", "by": "Ada", "notApplicable": True}, "met"),
        ({"notApplicable": True}, "notApplicable"),
    ],
)
def test_what_a_file_may_hold_as_an_answer(said: Any, state: str) -> None:
    document = design({"UPGRADErehearsal": said})
    assert row(document, "upgradeRehearsal").state == state
    asked = any("upgradeRehearsal" in f.evidence["open"] for f in found_ops(document))
    assert asked is (state == "open")  # the finding and the checklist say the same


def found_ops(document: Document) -> list[Any]:
    settings = document.settings.model_copy(update={"production": True})
    findings = analyze(document.replace(settings=settings)).findings
    return [f for f in findings if f.code == "OPS-01"]


def test_a_line_that_does_not_apply_is_not_counted() -> None:
    found = checklist_of(analyze(design()))
    assert row(design(), "windowsDifferences").state == "notApplicable"
    met, asked = found.score
    assert asked == len(LINES) - found.count("notApplicable")
    assert met == found.count("met")


def test_answers_are_commands() -> None:
    document = design()
    answer = Answer("in May", by="Ada", on="2026-05-04")
    after = AnswerLine("upgradeRehearsal", answer).apply(document)
    assert after.checklist == {
        "upgradeRehearsal": {"answer": "in May", "by": "Ada", "on": "2026-05-04"}
    }
    assert answer_to(after.checklist, "upgradeRehearsal") == answer
    assert AnswerLine("upgradeRehearsal", Answer()).apply(after).checklist == {}
    assert AnswerLine("dnsRunbook", Answer(owner="Bo")).apply(document).checklist == {
        "dnsRunbook": {"owner": "Bo"}
    }
    for wrong in (
        Answer("in May"),
        Answer("x", by="Ada", on="May"),
        Answer(by="Ada", not_applicable=True),
    ):
        with pytest.raises(Refused):
            AnswerLine("upgradeRehearsal", wrong).apply(document)


def test_a_signature_holds_for_the_design_that_was_signed() -> None:
    document = design({"upgradeRehearsal": "in May"})
    signed = SignChecklist("Ada", "2026-11-26", digest_of(document)).apply(document)
    sign_off = checklist_of(analyze(signed)).sign_off
    assert sign_off is not None
    assert (sign_off.by, sign_off.on, sign_off.is_current) == ("Ada", "2026-11-26", True)
    moved = signed.replace(notes=({"text": "a note"},))
    assert checklist_of(analyze(moved)).sign_off.is_current  # type: ignore[union-attr]
    changed = AnswerLine("dnsRunbook", Answer("wiki", by="Bo", on="2026-11-26")).apply(signed)
    assert not checklist_of(analyze(changed)).sign_off.is_current  # type: ignore[union-attr]
    assert SignChecklist("", "", "").apply(signed) == document
    with pytest.raises(Refused):
        SignChecklist("Ada", "soon", "x").apply(document)


def test_markdown_keeps_hostile_words_as_words() -> None:
    document = design({"dnsRunbook": {"answer": "# <b>x</b>\n- y", "by": "*Ada*"}})
    text = checklist_markdown(checklist_of(analyze(document)))
    assert r"\# \<b\>x\</b\>" in text
    assert "\n- y" not in text


def test_json_tells_who_decides() -> None:
    data = checklist_data(checklist_of(analyze(design())))
    lines = {line["id"]: line for section in data["sections"] for line in section["lines"]}
    assert lines["nodeSubnets"]["decidedBy"] == ["engine"]
    assert lines["upgradeRehearsal"]["decidedBy"] == ["engine", "person"]
    assert lines["rbac"]["decidedBy"] == ["person"]
    assert lines["rbac"]["control"]
    assert data["summary"]["met"] == data["score"]["met"]
