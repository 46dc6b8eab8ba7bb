"""The README beside the policies: how to apply them, what they can't say, and who enforces them."""

from __future__ import annotations

from collections.abc import Iterable

from aksdesigner.iac.text.lines import whole
from aksdesigner.report.kubernetes.baseline import Baseline
from aksdesigner.report.kubernetes.names import object_name
from aksdesigner.report.markdown import inline


def policies_readme(design: str, baselines: Iterable[Baseline]) -> str:
    """Return Markdown about the baselines of a design."""
    lines = [f"# Network policies of {inline(design)}", ""]
    found = list(baselines)
    if not found:
        lines += ["The design has no cluster of its own, so there is nothing to apply.", ""]
    for made in found:
        lines += _cluster(made)
    return whole("\n".join(lines))


def _cluster(made: Baseline) -> list[str]:
    folder = object_name(made.cluster.name)
    lines = [f"## {inline(made.cluster.name)}", "", f"Engine: {made.engine}.", ""]
    if made.idle:
        lines += [f"**Nothing enforces these policies.** {inline(made.idle)}.", ""]
    lines += [
        "What may pass comes first, so that nothing is cut off in between:",
        "",
        "```sh",
        f"kubectl apply --dry-run=server -f {folder}/",
        f"kubectl apply -f {folder}/",
        "```",
        "",
        "The files are numbered in that order. To take the deny back: "
        f"`kubectl delete -f {folder}/20-default-deny.yaml`.",
        "",
    ]
    if made.names:
        lines += [
            "`15-cilium.yaml` allows hosts by name. On AKS that needs Advanced Container Networking "
            "Services; without it Cilium refuses or ignores names, and the hosts stay closed.",
            "",
        ]
    if made.engine != "cilium":
        lines += ["A host name is written as the address that the design gives it.", ""]
    else:
        lines += ["Cilium never matches pods or nodes by a prefix.", ""]
    for title, sentences in (("Left out", made.left_out), ("To know", made.notes)):
        if sentences:
            lines += [f"{title}:", "", *(f"- {inline(text)}" for text in sentences), ""]
    return lines
