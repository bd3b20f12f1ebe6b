package muster.workflow

import data.muster

# METADATA
# title: An action can change under its name
# related_resources:
#   - https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions
# custom:
#   id: MUSTER-WORKFLOW-001
#   severity: medium
#   cwes: [CWE-829]
deny contains result if {
	some use in uses
	is_foreign(use.ref)
	not regex.match(`@[0-9a-f]{40}$|@sha256:[0-9a-f]{64}$`, use.ref)
	msg := sprintf("Name %s by its commit, with the version in a comment: a tag can be moved to anything, and has been.", [use.ref])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [use.label, use.ref]))
}

# GitHub's own are as trustworthy as the machine that they run on.
is_foreign(ref) if not regex.match(`^(?:\./|\.\./|actions/|github/)`, ref)

# METADATA
# title: Code of a pull request runs with the rights of the repository
# related_resources:
#   - https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
# custom:
#   id: MUSTER-WORKFLOW-002
#   severity: high
#   cwes: [CWE-829]
deny contains result if {
	some name in ["pull_request_target", "workflow_run"]
	name in triggers
	some step in steps
	is_string(step.spec.uses)
	startswith(step.spec.uses, "actions/checkout@")
	some key in ["ref", "repository"]
	is_string(step.spec.with[key])
	regex.match(`github\.head_ref|github\.event\.(?:pull_request\.(?:head\.|number|merge_commit_sha)|workflow_run\.head_)|refs/pull/`, step.spec.with[key])
	msg := sprintf("Run it on pull_request, or do not check out the pull request here: its author gets the token and the secrets of %s.", [name])
	result := muster.finding(rego.metadata.rule(), msg, step.label)
}

# METADATA
# title: Text from outside becomes part of a script
# related_resources:
#   - https://docs.github.com/en/actions/concepts/security/script-injections
# custom:
#   id: MUSTER-WORKFLOW-003
#   severity: high
#   cwes: [CWE-94]
deny contains result if {
	some script in scripts
	some [expression, _] in regex.find_all_string_submatch_n(`\$\{\{(?:[^}]|\}[^}])*\b(github\.head_ref|github\.event\.(?:issue|pull_request|comment|review|discussion|head_commit|pages|commits|workflow_run)[\w.\[\]*]*\.(?:title|body|message|name|email|ref|label|head_branch|page_name|default_branch))\b(?:[^}]|\}[^}])*\}\}`, script.text, -1)
	msg := sprintf("Hand %s over in env and use the variable: whoever writes the text writes the script otherwise.", [expression])
	result := muster.finding(rego.metadata.rule(), msg, script.label)
}

# METADATA
# title: A machine of one's own runs what pull requests bring
# related_resources:
#   - https://docs.github.com/en/actions/reference/security/secure-use#hardening-for-self-hosted-runners
# custom:
#   id: MUSTER-WORKFLOW-004
#   severity: medium
#   cwes: [CWE-668]
deny contains result if {
	some name in ["pull_request", "pull_request_target"]
	name in triggers
	some job_name, job in jobs
	is_self_hosted(job["runs-on"])
	msg := "Use a hosted runner for pull requests, or one that is thrown away afterwards: what they leave on the machine is there for the next job."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("job %s", [job_name]))
}

is_self_hosted(runner) if runner == "self-hosted"

is_self_hosted(runner) if {
	is_array(runner)
	"self-hosted" in runner
}

is_self_hosted(runner) if is_self_hosted_label(runner.labels)

is_self_hosted_label(labels) if labels == "self-hosted"

is_self_hosted_label(labels) if {
	is_array(labels)
	"self-hosted" in labels
}

# METADATA
# title: A script from the network is run unseen
# related_resources:
#   - https://owasp.org/www-project-top-10-ci-cd-security-risks/CICD-SEC-09-Improper-Artifact-Integrity-Validation
# custom:
#   id: MUSTER-WORKFLOW-005
#   severity: medium
#   cwes: [CWE-494]
deny contains result if {
	some script in scripts
	muster.pipes_to_shell(script.text)
	msg := "Download to a file, compare its checksum with one that stands in the workflow, then run it."
	result := muster.finding(rego.metadata.rule(), msg, script.label)
}

# METADATA
# title: Certificates are not verified
# related_resources:
#   - https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html
# custom:
#   id: MUSTER-WORKFLOW-006
#   severity: medium
#   cwes: [CWE-295]
deny contains result if {
	some script in scripts
	muster.disables_tls(script.text)
	msg := "Take the switch out and add the certificate authority that is missing: anyone on the way can hand over something else."
	result := muster.finding(rego.metadata.rule(), msg, script.label)
}
