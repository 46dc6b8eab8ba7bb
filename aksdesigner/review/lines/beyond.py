"""What no network engine can decide: asked, assigned, and reported with the control that answers."""

from __future__ import annotations

from aksdesigner.review.line import Line
from aksdesigner.review.words import has_clusters

SOURCE = "seed 10, 12 and 14"


def _asked(name: str, text: str, question: str, control: str) -> Line:
    return Line(name, text, SOURCE, asks=question, control=control, applies=has_clusters)


LINES = (
    _asked(
        "rbac",
        "Rights in the clusters follow roles, and are reviewed.",
        "Who may do what in the clusters, and when was that last reviewed?",
        "Kubernetes RBAC with Microsoft Entra ID",
    ),
    _asked(
        "admissionPolicy",
        "Admission policies require what the platform requires.",
        "Which admission policies are enforced?",
        "Azure Policy for AKS",
    ),
    _asked(
        "workloadIdentity",
        "Workloads have identities of their own, without secrets.",
        "Which workloads still hold secrets instead of an identity?",
        "Microsoft Entra Workload ID",
    ),
    _asked(
        "emergencyAccess",
        "Emergency access is tested, logged, and ends by itself.",
        "When was emergency access last tested?",
        "Privileged Identity Management and audit logs",
    ),
    _asked(
        "tlsLifecycle",
        "Certificates are renewed before they end.",
        "Who renews certificates, and what tells that one is about to end?",
        "cert-manager or Key Vault certificates",
    ),
    _asked(
        "dnsLifecycle",
        "Public and private names have an owner, and are removed when unused.",
        "Who creates and removes names?",
        "DNS zones as code",
    ),
    _asked(
        "observability",
        "Flow logs, metrics and DNS logs are kept and looked at.",
        "Where are flow logs, firewall logs and metrics, and who looks at them?",
        "Azure Monitor and Container Network Observability",
    ),
    _asked(
        "packetTracing",
        "People know how to follow a packet in production.",
        "Who may capture packets in production, and how?",
        "Network Watcher and kubectl debug",
    ),
)
