package muster.docker

import data.muster

# METADATA
# title: A file is added from a URL without a checksum
# related_resources:
#   - https://docs.docker.com/reference/dockerfile/#add---checksum
# custom:
#   id: MUSTER-DOCKER-006
#   severity: medium
#   cwes: [CWE-494]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "add"
	some source in array.slice(instruction.Value, 0, count(instruction.Value) - 1)
	regex.match(`^(?i:https?|ftp)://`, source)
	not has_flag(instruction, "--checksum=")
	msg := "Say which file it has to be with ADD --checksum=sha256:…: whoever answers for the URL writes into the image otherwise."
	result := finding(rego.metadata.rule(), msg, i)
}

has_flag(instruction, start) if {
	some flag in instruction.Flags
	startswith(flag, start)
}

# METADATA
# title: A script from the network is run unseen
# related_resources:
#   - https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-09-Improper-Artifact-Integrity-Validation
# custom:
#   id: MUSTER-DOCKER-007
#   severity: medium
#   cwes: [CWE-494]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "run"
	muster.pipes_to_shell(text(instruction))
	msg := "Download to a file, compare its checksum with one that stands in the Dockerfile, then run it."
	result := finding(rego.metadata.rule(), msg, i)
}

# METADATA
# title: Signatures of packages are not verified
# related_resources:
#   - https://wiki.debian.org/SecureApt
# custom:
#   id: MUSTER-DOCKER-009
#   severity: medium
#   cwes: [CWE-347]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "run"
	regex.match(`\bapt(?:-get)?\b[^|;&]*\s(?:--allow-unauthenticated|--force-yes)\b|\bapk\b[^|;&]*\s--allow-untrusted\b|\b(?:yum|dnf|microdnf|zypper)\b[^|;&]*\s(?:--nogpgcheck|--no-gpg-checks)\b|\[\s*trusted\s*=\s*yes\s*\]`, text(instruction))
	msg := "Take the switch out and add the key of the repository: a changed package would be installed like any other."
	result := finding(rego.metadata.rule(), msg, i)
}

# METADATA
# title: A file can be written by everyone
# related_resources:
#   - https://cwe.mitre.org/data/definitions/732.html
# custom:
#   id: MUSTER-DOCKER-010
#   severity: medium
#   cwes: [CWE-732]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "run"
	regex.match(`\bchmod\s+(?:-\S+\s+)*(?:0?[0-7][0-7][2367]|[ugo]*[oa][ugo]*\+[rxXst]*w[rxXst]*)(?:\s|$)`, text(instruction))
	msg := "Give the files to the user that needs them (COPY --chown, chown), not to everyone."
	result := finding(rego.metadata.rule(), msg, i)
}

# METADATA
# title: The image is built with sudo
# related_resources:
#   - https://docs.docker.com/build/building/best-practices/#user
# custom:
#   id: MUSTER-DOCKER-011
#   severity: low
#   cwes: [CWE-250]
deny contains result if {
	some i, instruction in input
	instruction.Cmd == "run"
	regex.match(`(?:^|[;&|(])\s*sudo\s`, text(instruction))
	msg := "Do it before USER, as root: sudo stays in the image and lets the program become root again."
	result := finding(rego.metadata.rule(), msg, i)
}
