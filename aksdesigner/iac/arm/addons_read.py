"""Profiles of a cluster -> its add-ons."""

from __future__ import annotations

from typing import Any

from aksdesigner.iac.arm.reading import Lift
from aksdesigner.iac.read.cluster import read_gateway, virtual_nodes
from aksdesigner.iac.read.said import Said
from aksdesigner.iac.read.values import Asked

ON = {"enabled": True}


def addons_of(lift: Lift, properties: Said, drawn: Any) -> tuple[str, ...]:
    """Return the add-ons that a cluster's profiles switch on; `drawn` is the drawn cluster."""
    out = []
    profiles = properties.maybe("addonProfiles")
    if profiles is not None:
        out += _read_profiles(lift, profiles, drawn)
        profiles.done()
    elif drawn is not None and any(pool.virtual_nodes for pool in drawn.pools):
        properties.report("aciConnectorLinux is missing")
    routing = properties.maybe("ingressProfile")
    if routing is not None:
        routing.must("webAppRouting", ON)
        routing.done()
        out.append("routing")
    scalers = properties.maybe("workloadAutoScalerProfile")
    if scalers is not None:
        for name, addon in (("keda", "keda"), ("verticalPodAutoscaler", "vpa")):
            if scalers.has(name):
                scalers.must(name, ON)
                out.append(addon)
        scalers.done()
    return tuple(out)


def _read_profiles(lift: Lift, profiles: Said, drawn: Any) -> list[str]:
    out = []
    if profiles.has("azurepolicy"):
        profiles.must("azurepolicy", ON)
        out.append("policy")
    if profiles.has("azureKeyvaultSecretsProvider"):
        rotation = {**ON, "config": {"enableSecretRotation": "true"}}
        profiles.must("azureKeyvaultSecretsProvider", rotation)
        out.append("secrets")
    logs = _read_config(profiles, "omsagent")
    if logs is not None:
        logs.asked("logAnalyticsWorkspaceResourceID")
        logs.done()
        out.append("logs")
    gateway = _read_config(profiles, "ingressApplicationGateway")
    if gateway is not None:
        _read_gateway(lift, gateway, drawn)
        out.append("agic")
    nodes = _read_config(profiles, "aciConnectorLinux")
    return out + virtual_nodes(profiles, nodes, ("aciConnectorLinux", "SubnetName"), drawn)


def _read_config(profiles: Said, name: str) -> Said | None:
    said = profiles.maybe(name)
    if said is None:
        return None
    said.must("enabled", value=True)
    config = said.inner("config")
    said.done()
    return config


def _read_gateway(lift: Lift, config: Said, drawn: Any) -> None:
    value = config.take("applicationGatewayId")
    if not isinstance(value, Asked):
        read_gateway(config, lift.name_of(config, value, "agw"), drawn)
    config.done()
