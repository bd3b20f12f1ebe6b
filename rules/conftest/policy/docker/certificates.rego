# Certificates that are not verified. One rule for each tool: each is told so in another way, and so is the remedy.
package muster.docker

import data.muster

# METADATA
# title: Certificates are not verified by curl
# related_resources:
#   - https://curl.se/docs/sslcerts.html
# custom:
#   id: MUSTER-DOCKER-008
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "curl")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: Certificates are not verified by wget
# related_resources:
#   - https://www.gnu.org/software/wget/manual/html_node/HTTPS-_0028SSL_002fTLS_0029-Options.html
# custom:
#   id: MUSTER-DOCKER-012
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "wget")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: The certificate of a host is not verified by pip
# related_resources:
#   - https://pip.pypa.io/en/stable/topics/https-certificates/
# custom:
#   id: MUSTER-DOCKER-013
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "pip")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: Certificates are not verified by npm or yarn
# related_resources:
#   - https://docs.npmjs.com/cli/v11/using-npm/config#strict-ssl
# custom:
#   id: MUSTER-DOCKER-014
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "npm")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: Certificates are not verified by Git
# related_resources:
#   - https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify
# custom:
#   id: MUSTER-DOCKER-015
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "git")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: A variable tells Git not to verify certificates
# related_resources:
#   - https://git-scm.com/docs/git-config#Documentation/git-config.txt-httpsslVerify
# custom:
#   id: MUSTER-DOCKER-016
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "variable of Git")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: A variable tells Node not to verify certificates
# related_resources:
#   - https://nodejs.org/api/cli.html#node_tls_reject_unauthorizedvalue
# custom:
#   id: MUSTER-DOCKER-017
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "variable of Node.js")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

# METADATA
# title: A variable tells Python not to verify certificates
# related_resources:
#   - https://peps.python.org/pep-0493/
# custom:
#   id: MUSTER-DOCKER-018
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some i, instruction in input
	leaves_unverified(instruction, "variable of Python")
	result := finding(rego.metadata.rule(), unverified_advice, i)
}

unverified_advice := "Take the switch out and add the certificate authority that is missing: anyone on the way can hand over something else."

leaves_unverified(instruction, what) if {
	instruction.Cmd == "run"
	regex.match(muster.tls_switches[what], text(instruction))
}

leaves_unverified(instruction, what) if {
	instruction.Cmd == "env"
	some pair in pairs(instruction)
	regex.match(muster.tls_switches[what], sprintf("%s=%s", [pair.name, pair.value]))
}
