package muster.docker

import data.muster

# METADATA
# title: The base image can change under its name
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/#pin-base-image-versions
# custom:
#   id: MUSTER-DOCKER-001
#   severity: low
#   cwes: [CWE-1357]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "from"
	image := instruction.Value[0]
	image != "scratch"
	not stage_names[lower(image)]
	muster.floating_image(image)
	msg := sprintf("%s is whatever was pushed last: name a version, best with its digest (image:tag@sha256:…).", [image])
	result := finding(rego.metadata.rule(), msg, i)
}

# METADATA
# title: The container runs as root
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/#user
# custom:
#   id: MUSTER-DOCKER-002
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	count(in_final_image) > 0
	not drops_root
	msg := "Create a user and end the final stage with USER and its number: what breaks out of the program is root otherwise."
	result := muster.finding(rego.metadata.rule(), msg, "the final stage")
}

users := [instruction.Value[0] |
	some instruction in input
	instruction.Cmd == "user"
	instruction.Stage in in_final_image
]

drops_root if {
	user := users[count(users) - 1]
	not regex.match(`^(?:root|0)(?::|$)`, user)
}

# Such images say in their tag that they bring a user of their own.
drops_root if {
	count(users) == 0
	contains(foreign_base, "nonroot")
}

# METADATA
# title: Nothing tells whether the container is healthy
# related_resources:
#   - https://docs.docker.com/reference/dockerfile/#healthcheck
# custom:
#   id: MUSTER-DOCKER-003
#   severity: info
#   cwes: []
deny contains result if {
	count(in_final_image) > 0
	not has_healthcheck
	msg := "Add a HEALTHCHECK, or HEALTHCHECK NONE where an orchestrator asks in its own way."
	result := muster.finding(rego.metadata.rule(), msg, "the final stage")
}

has_healthcheck if {
	some instruction in input
	instruction.Cmd == "healthcheck"
	instruction.Stage in in_final_image
}

# METADATA
# title: A secret is written into the image
# related_resources:
#   - https://docs.docker.com/build/building/secrets/
# custom:
#   id: MUSTER-DOCKER-004
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some i, instruction in input
	some name in secrets_in(instruction)
	msg := sprintf("Whoever has the image can read %s. Mount it while building (RUN --mount=type=secret) or hand it over at run time, and replace this one.", [name])
	result := finding(rego.metadata.rule(), msg, i)
}

secrets_in(instruction) := {pair.name |
	some pair in pairs(instruction)
	muster.names_secret(pair.name)
	muster.is_literal(pair.value)
} if {
	instruction.Cmd == "env"
}

secrets_in(instruction) := {name |
	some argument in instruction.Value
	[name, value] := split(argument, "=")
	muster.names_secret(name)
	muster.is_literal(trim(value, "\"'"))
} if {
	instruction.Cmd == "arg"
}

# METADATA
# title: The container offers SSH
# related_resources:
#   - https://cheatsheetseries.owasp.org/cheatsheets/Docker_Security_Cheat_Sheet.html
# custom:
#   id: MUSTER-DOCKER-005
#   severity: low
#   cwes: [CWE-668]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "expose"
	some port in instruction.Value
	regex.match(`^22(?:/tcp)?$`, port)
	msg := "Take the SSH server out: docker exec and its like need none, and its keys and passwords are one more way in."
	result := finding(rego.metadata.rule(), msg, i)
}
