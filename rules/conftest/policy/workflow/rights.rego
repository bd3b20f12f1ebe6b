package muster.workflow

import data.muster

# METADATA
# title: A job takes whatever rights its repository gives by default
# related_resources:
#   - https://docs.github.com/en/actions/tutorials/authenticate-with-github_token#modifying-the-permissions-for-the-github_token
# custom:
#   id: MUSTER-WORKFLOW-007
#   severity: medium
#   cwes: [CWE-276]
deny contains result if {
	not says_permissions(input)
	some name, job in jobs
	not says_permissions(job)
	msg := "Add permissions: contents: read (or {}) at the head of the workflow, and more to the job that needs it."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("job %s", [name]))
}

# `{}` and an empty value count: both say none.
says_permissions(part) if some "permissions", _ in part

# METADATA
# title: A job gets all rights
# related_resources:
#   - https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#permissions
# custom:
#   id: MUSTER-WORKFLOW-008
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	some label in may_everything
	msg := "Name the rights that are needed: with write-all any step can push, release and change settings."
	result := muster.finding(rego.metadata.rule(), msg, label)
}

may_everything contains "the workflow" if input.permissions == "write-all"

may_everything contains sprintf("job %s", [name]) if {
	some name, job in jobs
	job.permissions == "write-all"
}

# METADATA
# title: What a step prints may change the environment of the next ones
# related_resources:
#   - https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/
# custom:
#   id: MUSTER-WORKFLOW-009
#   severity: high
#   cwes: [CWE-77]
deny contains result if {
	some environment in environments
	muster.is_true(environment.variables.ACTIONS_ALLOW_UNSECURE_COMMANDS)
	msg := "Take ACTIONS_ALLOW_UNSECURE_COMMANDS out and write to $GITHUB_ENV and $GITHUB_PATH instead."
	result := muster.finding(rego.metadata.rule(), msg, environment.label)
}

environments contains {"label": "the workflow", "variables": input.env}

environments contains {"label": sprintf("job %s", [name]), "variables": job.env} if some name, job in jobs

environments contains {"label": step.label, "variables": step.spec.env} if some step in steps

# METADATA
# title: A secret stands in a workflow
# related_resources:
#   - https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets
# custom:
#   id: MUSTER-WORKFLOW-010
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some environment in environments
	some name, value in environment.variables
	muster.names_secret(name)
	muster.is_literal(value)
	msg := sprintf("Make %s a secret of the repository and replace this one.", [name])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [environment.label, name]))
}

# METADATA
# title: A called workflow gets all secrets
# related_resources:
#   - https://docs.github.com/en/actions/how-tos/reuse-automations/reuse-workflows
# custom:
#   id: MUSTER-WORKFLOW-011
#   severity: low
#   cwes: [CWE-668]
deny contains result if {
	some name, job in jobs
	job.secrets == "inherit"
	is_string(job.uses)
	not startswith(job.uses, "./")
	msg := "Name the secrets that the called workflow needs: with inherit it gets those of the organization too."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("job %s", [name]))
}
