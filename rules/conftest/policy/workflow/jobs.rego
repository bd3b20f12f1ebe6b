# A workflow of GitHub Actions: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
package muster.workflow

import data.muster

warn contains muster.seen(input, set())

# In YAML 1.1, which conftest reads, `on` is a word for true.
trigger := input.on if {
	input.on
} else := input["true"]

triggers contains trigger if is_string(trigger)

triggers contains name if {
	is_array(trigger)
	some name in trigger
}

triggers contains name if {
	is_object(trigger)
	some name, _ in trigger
}

jobs[name] := job if {
	some name, job in input.jobs
	is_object(job)
}

# By their job and number; what they call themselves may be anything.
steps contains {"job": name, "label": sprintf("job %s, %s", [name, step_label(i, step)]), "spec": step} if {
	some name, job in jobs
	some i, step in job.steps
	is_object(step)
}

step_label(i, step) := sprintf("step %s", [step.id]) if {
	is_string(step.id)
} else := sprintf("step %s", [step.name]) if {
	is_string(step.name)
} else := sprintf("step %d", [i + 1])

scripts contains {"label": step.label, "text": step.spec.run} if {
	some step in steps
	is_string(step.spec.run)
}

# What others call an action or a workflow: a step's, or a whole job's.
uses contains {"label": step.label, "ref": step.spec.uses} if {
	some step in steps
	is_string(step.spec.uses)
}

uses contains {"label": sprintf("job %s", [name]), "ref": job.uses} if {
	some name, job in jobs
	is_string(job.uses)
}
