# A Compose file: https://github.com/compose-spec/compose-spec/blob/main/spec.md
package muster.compose

import data.muster

warn contains muster.seen(input, set())

services[name] := service if {
	some name, service in input.services
	is_object(service)
}

finding(metadata, msg, service) := muster.finding(metadata, msg, sprintf("service %s", [service]))

# Mounts of a folder of the host, whichever way they are written.
mounts[name] contains {"source": parts[0], "readOnly": "ro" in split(options, ",")} if {
	some name, service in services
	some volume in service.volumes
	is_string(volume)
	parts := split(volume, ":")
	count(parts) > 1
	is_host_path(parts[0])
	options := concat(",", array.slice(parts, 2, count(parts)))
}

mounts[name] contains {"source": volume.source, "readOnly": is_read_only(volume)} if {
	some name, service in services
	some volume in service.volumes
	volume.type == "bind"
	is_string(volume.source)
}

default is_read_only(_) := false

is_read_only(volume) if muster.is_true(volume.read_only)

is_host_path(source) if regex.match(`^[/.~]`, source)

# `environment` is a map or a list of NAME=value.
environment[name] contains {"name": variable, "value": value} if {
	some name, service in services
	some variable, value in service.environment
	is_string(variable)
}

environment[name] contains {"name": substring(entry, 0, at), "value": substring(entry, at + 1, -1)} if {
	some name, service in services
	some entry in service.environment
	is_string(entry)
	at := indexof(entry, "=")
	at > 0
}

# What is published: the address and the port of the container, whichever way it is written.
published[name] contains {"address": "", "port": parts[count(parts) - 1]} if {
	some name, service in services
	some port in service.ports
	is_string(port)
	parts := split(trim_suffix(trim_suffix(port, "/tcp"), "/udp"), ":")
	count(parts) == 2
}

published[name] contains {"address": concat(":", array.slice(parts, 0, count(parts) - 2)), "port": parts[count(parts) - 1]} if {
	some name, service in services
	some port in service.ports
	is_string(port)
	parts := split(trim_suffix(trim_suffix(port, "/tcp"), "/udp"), ":")
	count(parts) > 2
}

published[name] contains {"address": address_of(port), "port": sprintf("%v", [port.target])} if {
	some name, service in services
	some port in service.ports
	port.published
	port.target
}

default address_of(_) := ""

address_of(port) := port.host_ip if is_string(port.host_ip)
