package muster.compose

import data.muster

# METADATA
# title: A secret stands in a Compose file
# related_resources:
#   - https://docs.docker.com/reference/compose-file/secrets/
# custom:
#   id: MUSTER-COMPOSE-008
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some name, variables in environment
	some variable in variables
	muster.names_secret(variable.name)
	muster.is_literal(variable.value)
	msg := sprintf("Hand over %s as a secret or from a file that is not committed, and replace this one.", [variable.name])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, variable.name]))
}

# METADATA
# title: A database or a port for administration is open to the network
# related_resources:
#   - https://docs.docker.com/engine/network/port-publishing/
# custom:
#   id: MUSTER-COMPOSE-009
#   severity: medium
#   cwes: [CWE-668]
deny contains result if {
	some name, ports in published
	some port in ports
	port.address in {"", "0.0.0.0", "::", "[::]"}
	regex.match(`^[0-9]{1,5}$`, port.port)
	to_number(port.port) in muster.guarded_ports
	msg := sprintf("Take port %s out (services of one network reach each other without), or bind it to 127.0.0.1: a published port passes by the firewall of the host.", [port.port])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, port %s", [name, port.port]))
}

# METADATA
# title: The image of a service can change under its name
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#image
# custom:
#   id: MUSTER-COMPOSE-010
#   severity: low
#   cwes: [CWE-1357]
deny contains result if {
	some name, service in services
	not service.build
	muster.floating_image(service.image)
	msg := sprintf("%s is whatever was pushed last: name a version, best with its digest (image:tag@sha256:…).", [service.image])
	result := finding(rego.metadata.rule(), msg, name)
}
