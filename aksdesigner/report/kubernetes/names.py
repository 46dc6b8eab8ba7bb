"""Names and labels that Kubernetes takes, and names made of drawn ones."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

_LABEL = re.compile(r"[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")
_SUBDOMAIN = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*")
_VALUE = re.compile(r"([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?")
_PORT_NAME = re.compile(r"(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?")
_ROOM = 63


def is_namespace(name: str) -> bool:
    """Return whether a namespace can have this name: a DNS label of at most 63 characters."""
    return _LABEL.fullmatch(name) is not None


def is_host_name(name: str) -> bool:
    """Return whether a name is one host of the DNS, no pattern."""
    return len(name) <= 253 and _SUBDOMAIN.fullmatch(name) is not None


def is_port_name(name: str) -> bool:
    """Return whether a container's port can have this name."""
    return _PORT_NAME.fullmatch(name) is not None


def bad_label(labels: Mapping[str, str]) -> str | None:
    """Return the first label that Kubernetes refuses, as ``key=value``, or None."""
    for key, value in labels.items():
        prefix, slash, name = key.rpartition("/")
        is_key = bool(name) and _VALUE.fullmatch(name) is not None
        if slash and not is_host_name(prefix):
            is_key = False
        if not is_key or _VALUE.fullmatch(value) is None:
            return f"{key}={value}"
    return None


def object_name(*words: str) -> str:
    """Return words as one name of at most 63 characters; what had to change leaves a short hash.

    Two different texts get different names, so that no object hides another.
    """
    text = "-".join(words)
    if is_namespace(text):
        return text
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    mark = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{plain[: _ROOM - len(mark) - 1].strip('-') or 'x'}-{mark}"
