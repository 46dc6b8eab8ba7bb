"""Service tags in routes and rules: which tag a service endpoint means, which tag fits best (C-06)."""

from __future__ import annotations

from aksdesigner.model.address import ServiceTag
from aksdesigner.model.kinds.platform_service import PlatformService

# service endpoint names whose tag is not simply the name behind ``Microsoft.``
_TAG_OF_ENDPOINT = {
    "KeyVault": "AzureKeyVault",
    "ContainerRegistry": "AzureContainerRegistry",
    "Web": "AppService",
    "CognitiveServices": "CognitiveServicesManagement",
    "Storage.Global": "Storage",
}
_TAG_OF_SERVICE = {
    "keyVault": "AzureKeyVault",
    "containerRegistry": "AzureContainerRegistry",
    "storageAccount": "Storage",
    "sqlServer": "Sql",
    "cosmosDb": "AzureCosmosDB",
    "eventHubs": "EventHub",
    "serviceBus": "ServiceBus",
    "monitorScope": "AzureMonitor",
    "search": "AzureCognitiveSearch",
    "openAi": "CognitiveServicesManagement",
}
ANYWHERE = ServiceTag("AzureCloud")


def endpoint_tag(name: str) -> ServiceTag:
    """Return the tag that a service endpoint routes: ``Microsoft.Sql`` gives ``tag:Sql``."""
    short = name.removeprefix("tag:").removeprefix("Microsoft.")
    return ServiceTag(_TAG_OF_ENDPOINT.get(short, short))


def service_tag(service: PlatformService) -> ServiceTag:
    """Return the tag whose addresses a platform service answers from."""
    return ServiceTag(_TAG_OF_SERVICE.get(service.service, ANYWHERE.name))


def tag_rank(tag: ServiceTag, target: ServiceTag) -> int:
    """Return how closely a tag of a route or rule fits a service, 0 for not at all (C-06).

    Regional tag, top-level tag, AzureCloud of the region, AzureCloud: 4 to 1.
    """
    service, _, region = _plain(target).partition(".")
    own, _, own_region = _plain(tag).partition(".")
    if own_region and own_region != region:
        return 0
    if own == service:
        return 4 if own_region or not region else 3
    if own == "azurecloud":
        return 2 if own_region else 1
    return 0


def _plain(tag: ServiceTag) -> str:
    name = tag.name.removeprefix("Microsoft.")
    return endpoint_tag(name).name.casefold()
