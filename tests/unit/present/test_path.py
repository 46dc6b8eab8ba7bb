"""The way of a packet over the picture."""

from __future__ import annotations

from aksdesigner.analysis.analyzer import analyze
from aksdesigner.analysis.results import Hop, Trace
from aksdesigner.present.picture import PathOverlay
from aksdesigner.present.scene import Scene, scene_of
from tests.unit.present.designs import HUB_SPOKE, document

VM, FW, NET = Hop("vm:ci", "vm:ci"), Hop("fw:azfw", "fw:azfw"), Hop("internet")


def traced(**changes: object) -> Scene:
    plain = {"source": "vm:ci", "destination": "203.0.113.10", "port": 443, "protocol": "tcp", "verdict": "delivered", "forward": (VM, FW, NET), "back": (NET, FW, VM)}  # fmt: skip
    design = document(HUB_SPOKE)
    return scene_of(design, None, path=Trace(**{**plain, **changes}))  # type: ignore[arg-type]


def overlay(scene: Scene) -> PathOverlay:
    assert scene.path is not None
    return scene.path


def test_each_two_hops_are_joined_there_and_back() -> None:
    stretches = overlay(traced()).stretches
    assert [s.is_return for s in stretches] == [False, False, True, True]


def test_lines_start_and_end_at_the_devices() -> None:
    scene = traced()
    stretches = overlay(scene).stretches
    ci, fw = scene.by_key["vm:ci"].box, scene.by_key["fw:azfw"].box
    assert ci.grown(6).contains(*stretches[0].points[0])
    assert fw.grown(6).contains(*stretches[0].points[-1])


def test_every_stretch_is_orthogonal() -> None:
    for stretch in overlay(traced()).stretches:
        for (ax, ay), (bx, by) in zip(stretch.points, stretch.points[1:], strict=False):
            assert abs(ax - bx) < 0.01 or abs(ay - by) < 0.01


def test_the_internet_is_drawn_when_a_path_goes_there() -> None:
    scene = traced()
    assert scene.by_key["internet:Internet"].uid is None
    assert "internet:Internet" not in scene_of(document(HUB_SPOKE), None).by_key


def test_the_verdict_sits_at_the_end_of_a_delivered_path() -> None:
    scene = traced()
    found = overlay(scene)
    assert found.verdict_at is not None
    assert scene.by_key["internet:Internet"].box.grown(14).contains(*found.verdict_at)


def test_the_verdict_sits_where_the_packet_died() -> None:
    scene = traced(verdict="dropped", leg="forward", forward=(VM, FW), back=())
    found = overlay(scene)
    assert found.verdict_at is not None
    assert scene.by_key["fw:azfw"].box.grown(14).contains(*found.verdict_at)


def test_an_asymmetric_path_marks_the_device_that_sees_half() -> None:
    scene = traced(verdict="asymmetric", device="fw:azfw", forward=(VM, NET), back=(NET, FW, VM))
    found = overlay(scene)
    assert found.verdict_at is not None
    assert scene.by_key["fw:azfw"].box.grown(14).contains(*found.verdict_at)


def test_hops_that_only_the_way_back_has_are_ringed() -> None:
    gateway = Hop("gw:gw", "gw:gw")
    discs = overlay(traced(back=(NET, gateway, VM))).discs
    assert [(disc.number, disc.is_return) for disc in discs] == [(1, False), (2, False), (5, True)]


def test_numbers_follow_the_hops() -> None:
    assert [d.number for d in overlay(traced()).discs] == [1, 2]


def test_a_path_of_the_analysis_shows_the_route_that_won() -> None:
    design = document(HUB_SPOKE)
    trace = analyze(design).trace("pod:aks", "203.0.113.10")
    scene = scene_of(design, None, path=trace)
    plates = overlay(scene).plates
    assert [plate.title for plate in plates] == ["0.0.0.0/0 → 10.0.1.4"]
    assert plates[0].text == "User route wins over Internet"
    boxes = [n.box for n in scene.nodes if n.parent is None]
    assert not any(plates[0].box.meets(box) for box in boxes)
