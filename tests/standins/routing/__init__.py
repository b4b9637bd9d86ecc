"""Stand-ins for routers on loopback: OSRM and Valhalla in one server, over a town of straight roads, with faults."""
