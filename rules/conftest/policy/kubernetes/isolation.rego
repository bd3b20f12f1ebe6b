package muster.kubernetes

import data.muster

# METADATA
# title: A container is privileged
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: MUSTER-K8S-001
#   severity: high
#   cwes: [CWE-250]
deny contains result if {
	some container in containers
	container.spec.securityContext.privileged == true
	msg := "Take privileged out and add the one capability that is needed: this container is root on the node."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

# METADATA
# title: A pod sees the processes of its node
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: MUSTER-K8S-002
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some workload in workloads
	workload.spec.hostPID == true
	msg := "Take hostPID out: the pod sees the processes of the node and of other pods, and what they were started with."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, hostPID", [workload.name]))
}

# METADATA
# title: A pod uses the network of its node
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: MUSTER-K8S-017
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some workload in workloads
	workload.spec.hostNetwork == true
	msg := "Take hostNetwork out: the pod passes by the network policies and reaches what listens on the node alone."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, hostNetwork", [workload.name]))
}

# METADATA
# title: A pod shares the interprocess communication of its node
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: MUSTER-K8S-018
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some workload in workloads
	workload.spec.hostIPC == true
	msg := "Take hostIPC out: the pod reads and changes memory that processes of the node share."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, hostIPC", [workload.name]))
}

# METADATA
# title: A pod mounts a folder of its node
# related_resources:
#   - https://kubernetes.io/docs/concepts/storage/volumes/#hostpath
# custom:
#   id: MUSTER-K8S-003
#   severity: medium
#   cwes: [CWE-668]
deny contains result if {
	some workload in workloads
	some volume in workload.spec.volumes
	place := volume.hostPath.path
	msg := sprintf("Use a volume of the cluster instead of %v on the node: it outlives the pod, and other pods see it.", [place])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %v", [workload.name, place]))
}

# METADATA
# title: A process can gain more rights than its parent
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: MUSTER-K8S-004
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	some container in containers
	not container.spec.securityContext.allowPrivilegeEscalation == false
	msg := "Set securityContext.allowPrivilegeEscalation: false; without it setuid programs still make root."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

# METADATA
# title: A container may run as root
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: MUSTER-K8S-005
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	some container in containers
	not drops_root(container)
	msg := "Set securityContext.runAsNonRoot: true, or runAsUser to a number other than 0."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

# What the container says beats what the pod says.
drops_root(container) if effective(container, "runAsNonRoot") == true

drops_root(container) if {
	user := effective(container, "runAsUser")
	is_number(user)
	user > 0
}

effective(container, key) := container.spec.securityContext[key] if says(container, key)

effective(container, key) := container.workload.spec.securityContext[key] if not says(container, key)

# A function of its own: `not f(a.b)` is undefined, not true, when there is no `b`.
says(container, key) if muster.has(container.spec.securityContext, key)

# METADATA
# title: A container gets a capability by which it can leave
# related_resources:
#   - https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   id: MUSTER-K8S-006
#   severity: high
#   cwes: [CWE-250]
deny contains result if {
	some container in containers
	some capability in container.spec.securityContext.capabilities.add
	muster.dangerous_capability(capability)
	msg := sprintf("Take %s out of capabilities.add: with it the container gets at the node.", [capability])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [container.name, capability]))
}

# METADATA
# title: A container keeps capabilities that it does not need
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/pod-security-standards/
# custom:
#   id: MUSTER-K8S-007
#   severity: low
#   cwes: [CWE-250]
deny contains result if {
	some container in containers
	not drops_all(container)
	msg := "Set securityContext.capabilities.drop: [ALL] and add back what is needed."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

drops_all(container) if {
	some capability in container.spec.securityContext.capabilities.drop
	is_string(capability)
	upper(capability) == "ALL"
}

# METADATA
# title: A container can write into its own image
# related_resources:
#   - https://kubernetes.io/docs/tasks/configure-pod-container/security-context/
# custom:
#   id: MUSTER-K8S-008
#   severity: low
#   cwes: [CWE-732]
deny contains result if {
	some container in containers
	not container.spec.securityContext.readOnlyRootFilesystem == true
	msg := "Set securityContext.readOnlyRootFilesystem: true, with an emptyDir where it has to write."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

# METADATA
# title: A container may take all memory of its node
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
# custom:
#   id: MUSTER-K8S-009
#   severity: low
#   cwes: [CWE-770]
deny contains result if {
	some container in containers
	not container.spec.resources.limits.memory
	msg := "Set resources.limits.memory: the pods beside it are killed otherwise when it grows."
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}

# METADATA
# title: The image of a container can change under its name
# related_resources:
#   - https://kubernetes.io/docs/concepts/containers/images/
# custom:
#   id: MUSTER-K8S-010
#   severity: low
#   cwes: [CWE-1357]
deny contains result if {
	some container in containers
	muster.floating_image(container.spec.image)
	msg := sprintf("%s is whatever was pushed last: name a version, best with its digest (image:tag@sha256:…).", [container.spec.image])
	result := muster.finding(rego.metadata.rule(), msg, container.name)
}
