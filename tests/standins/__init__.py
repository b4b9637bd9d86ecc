"""Stand-ins for other systems: real servers on loopback that keep the documented contract, with faults on demand."""
