"""Private and unroutable address ranges (azure-rules C.1 step 4, C.2, F-02)."""

from __future__ import annotations

from aksdesigner.model.address import Address, Cidr

# RFC 1918 and RFC 6598, in the order of the effective route table
PRIVATE_RANGES = tuple(
    Cidr.parse(text) for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")
)
UNROUTABLE = (
    *PRIVATE_RANGES,
    *(
        Cidr.parse(text)
        for text in ("169.254.0.0/16", "224.0.0.0/4", "127.0.0.0/8", "fc00::/7", "fe80::/10")
    ),
)
# what the host itself answers: DNS and health probes, instance metadata (C-07)
PLATFORM_DNS = Address.parse("168.63.129.16")
METADATA = Address.parse("169.254.169.254")
PLATFORM = (PLATFORM_DNS, METADATA)


def is_routable(address: Address) -> bool:
    """Return whether the Internet could deliver a packet to an address."""
    return not any(block.contains(address) for block in UNROUTABLE)
