"""Every line of the checklist, by section."""

from __future__ import annotations

from aksdesigner.review.line import Line
from aksdesigner.review.lines import (
    addresses,
    beyond,
    dataplane,
    egress,
    endpoints,
    ingress,
    operations,
    private_cluster,
)

SECTIONS: tuple[tuple[str, tuple[Line, ...]], ...] = (
    ("IP and CIDR", addresses.LINES),
    ("CNI and dataplane", dataplane.LINES),
    ("Egress", egress.LINES),
    ("Private endpoints and DNS", endpoints.LINES),
    ("Ingress", ingress.LINES),
    ("Private clusters", private_cluster.LINES),
    ("Operations", operations.LINES),
    ("Beyond the network", beyond.LINES),
)
LINES: dict[str, Line] = {line.id: line for _, lines in SECTIONS for line in lines}
