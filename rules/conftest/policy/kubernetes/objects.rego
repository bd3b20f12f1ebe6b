# Manifests of Kubernetes: https://kubernetes.io/docs/reference/kubernetes-api/
package muster.kubernetes

import data.muster

warn contains muster.seen(input, set())

objects contains input if input.kind

# A list of objects is one document.
objects contains item if {
	some item in input.items
	item.kind
}

label(object) := sprintf("%v/%v", [object.kind, name_of(object)])

default name_of(_) := "unnamed"

name_of(object) := object.metadata.name

name_of(object) := object.metadata.generateName if not object.metadata.name

# Objects that run something, whatever they call themselves, with the description of what they run.
workloads contains {"name": label(object), "spec": spec} if {
	some object in objects
	spec := object.spec.template.spec
	is_array(spec.containers)
}

workloads contains {"name": label(object), "spec": object.spec} if {
	some object in objects
	object.kind == "Pod"
	is_array(object.spec.containers)
}

workloads contains {"name": label(object), "spec": spec} if {
	some object in objects
	spec := object.spec.jobTemplate.spec.template.spec
	is_array(spec.containers)
}

containers contains {"name": sprintf("%s, container %v", [workload.name, container.name]), "workload": workload, "spec": container} if {
	some workload in workloads
	some key in ["containers", "initContainers"]
	some container in workload.spec[key]
	container.name
}
