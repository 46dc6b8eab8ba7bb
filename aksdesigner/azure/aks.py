"""What AKS assumes when nothing is said, and what it accepts (azure-rules A.3, B.2, C.4, F)."""

from __future__ import annotations

from functools import cache
from typing import Any

from aksdesigner import resources


@cache
def _data() -> Any:
    return resources.data("azure", "aks.json")


def default_pod_cidr() -> str:
    """Return the pod range of a cluster that names none (azure-rules A-24)."""
    return str(_data()["ranges"]["podCidr"])


def default_service_cidr() -> str:
    """Return the service range of a cluster that names none (azure-rules A-24)."""
    return str(_data()["ranges"]["serviceCidr"])


def default_max_pods(cni_mode: str) -> int:
    """Return the pods per node of a pool that names none (azure-rules B.2)."""
    return int(_data()["maxPods"]["default"][cni_mode])


def least_max_pods() -> int:
    """Return the smallest pods-per-node setting (azure-rules B.2)."""
    return int(_data()["maxPods"]["least"])


def most_max_pods() -> int:
    """Return the largest pods-per-node setting (azure-rules B.2)."""
    return int(_data()["maxPods"]["most"])


def windows_max_pods() -> int:
    """Return the largest recommended pods-per-node setting of Windows (azure-rules B.2)."""
    return int(_data()["maxPods"]["windows"])


def least_pods_per_pool() -> int:
    """Return how many pods a pool must hold at least (azure-rules B.2)."""
    return int(_data()["maxPods"]["leastPerPool"])


def service_cidr_lengths() -> tuple[int, int]:
    """Return (largest refused size as a length, longest accepted length) (azure-rules A-22)."""
    entry = _data()["serviceCidr"]
    return int(entry["largestForbidden"]), int(entry["smallest"])


def retirement(name: str) -> str:
    """Return the ISO date on which something ends, for example ``retirement("kubenet")``."""
    return str(_data()["retirements"][name])


def required_names() -> tuple[str, ...]:
    """Return the names that nodes of every cluster call over HTTPS (azure-rules C.4)."""
    return tuple(_data()["requiredFqdns"]["names"])
