package muster.compose

import data.muster

# METADATA
# title: A container is privileged
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#privileged
# custom:
#   id: MUSTER-COMPOSE-001
#   severity: high
#   cwes: [CWE-250]
deny contains result if {
	some name, service in services
	muster.is_true(service.privileged)
	msg := "Take privileged out and add the one capability or device that is needed: this container is root on the host."
	result := finding(rego.metadata.rule(), msg, name)
}

# METADATA
# title: A container gets the socket of the container engine
# related_resources:
#   - https://docs.docker.com/engine/security/protect-access/
# custom:
#   id: MUSTER-COMPOSE-002
#   severity: high
#   cwes: [CWE-250]
deny contains result if {
	some name, some_mounts in mounts
	some mount in some_mounts
	is_engine_socket(mount.source)
	msg := sprintf("Leave out %s, or put a proxy in front that lets through only what is needed: whoever has it starts containers as root, also when it is mounted read-only.", [mount.source])
	result := finding(rego.metadata.rule(), msg, name)
}

is_engine_socket(source) if regex.match(`/(?:docker|podman|containerd|crio)\.sock$`, source)

# METADATA
# title: A container shares the network of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#network_mode
# custom:
#   id: MUSTER-COMPOSE-003
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.network_mode == "host"
	msg := "Take network_mode: host out: the container reaches what listens on the host alone, and its ports are open without being published."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, network_mode", [name]))
}

# METADATA
# title: A container sees the processes of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#pid
# custom:
#   id: MUSTER-COMPOSE-011
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.pid == "host"
	msg := "Take pid: host out: the container sees what runs on the host and what it was started with, and root in it can send signals to all of that."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, pid", [name]))
}

# METADATA
# title: A container shares the interprocess communication of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#ipc
# custom:
#   id: MUSTER-COMPOSE-012
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.ipc == "host"
	msg := "Take ipc: host out: the container reads and changes memory that processes of the host share."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, ipc", [name]))
}

# METADATA
# title: A container shares the users of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#userns_mode
# custom:
#   id: MUSTER-COMPOSE-013
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.userns_mode == "host"
	msg := "Take userns_mode: host out: the container has the users of the host, so that its root is root there."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, userns_mode", [name]))
}

# METADATA
# title: A container shares the name of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#uts
# custom:
#   id: MUSTER-COMPOSE-014
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.uts == "host"
	msg := "Take uts: host out: the container can change the name of the host when it gets the capability for it."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, uts", [name]))
}

# METADATA
# title: A container sees the control groups of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#cgroup
# custom:
#   id: MUSTER-COMPOSE-015
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	service.cgroup == "host"
	msg := "Take cgroup: host out: the container sees the control groups of all that runs on the host."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, cgroup", [name]))
}

# METADATA
# title: A container gets a capability by which it can leave
# related_resources:
#   - https://man7.org/linux/man-pages/man7/capabilities.7.html
# custom:
#   id: MUSTER-COMPOSE-004
#   severity: high
#   cwes: [CWE-250]
deny contains result if {
	some name, service in services
	some capability in service.cap_add
	muster.dangerous_capability(capability)
	msg := sprintf("Take %s out of cap_add: with it the container gets at the host.", [capability])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, capability]))
}

# METADATA
# title: A container may make every system call
# related_resources:
#   - https://docs.docker.com/engine/security/seccomp/
# custom:
#   id: MUSTER-COMPOSE-005
#   severity: medium
#   cwes: [CWE-693]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	option in {"seccomp:unconfined", "seccomp=unconfined"}
	msg := sprintf("Take %s out, or write a profile that allows the calls that are needed.", [option])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, option]))
}

# METADATA
# title: AppArmor does not confine a container
# related_resources:
#   - https://docs.docker.com/engine/security/apparmor/
# custom:
#   id: MUSTER-COMPOSE-016
#   severity: medium
#   cwes: [CWE-693]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	option in {"apparmor:unconfined", "apparmor=unconfined"}
	msg := sprintf("Take %s out, or load a profile that allows what is needed.", [option])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, option]))
}

# METADATA
# title: SELinux does not separate a container from others
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#security_opt
# custom:
#   id: MUSTER-COMPOSE-017
#   severity: medium
#   cwes: [CWE-693]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	option in {"label:disable", "label=disable"}
	msg := sprintf("Take %s out, or give the container a type that may do what is needed (label:type:…).", [option])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, option]))
}

# METADATA
# title: A container sees the parts of /proc and /sys that are hidden from others
# related_resources:
#   - https://docs.docker.com/reference/cli/docker/container/run/#security-opt
# custom:
#   id: MUSTER-COMPOSE-018
#   severity: medium
#   cwes: [CWE-693]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	option in {"systempaths:unconfined", "systempaths=unconfined"}
	msg := sprintf("Take %s out: through these parts a container reads and changes what belongs to the host.", [option])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, option]))
}

# METADATA
# title: A container is told that its processes may gain privileges
# related_resources:
#   - https://docs.docker.com/reference/cli/docker/container/run/#security-opt
# custom:
#   id: MUSTER-COMPOSE-019
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	option in {"no-new-privileges:false", "no-new-privileges=false"}
	msg := sprintf("Turn %s round: with true no program in the container becomes root by its setuid bit.", [option])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, option]))
}

# METADATA
# title: A container can write to the system's own folders
# related_resources:
#   - https://docs.docker.com/engine/storage/bind-mounts/
# custom:
#   id: MUSTER-COMPOSE-006
#   severity: high
#   cwes: [CWE-668]
deny contains result if {
	some name, some_mounts in mounts
	some mount in some_mounts
	not mount.readOnly
	not is_engine_socket(mount.source)
	regex.match(`^/(?:(?:etc|root|boot|dev|proc|sys|usr|bin|sbin|lib|lib64|var/run|run|var/lib/docker|var/lib/kubelet)(?:/.*)?)?$`, mount.source)
	msg := sprintf("Mount a folder made for it instead of %s, or add :ro: what writes there owns the host.", [mount.source])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, mount.source]))
}

# METADATA
# title: A container is told to run as root
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#user
# custom:
#   id: MUSTER-COMPOSE-007
#   severity: medium
#   cwes: [CWE-250]
deny contains result if {
	some name, service in services
	regex.match(`^(?:root|0)(?::|$)`, sprintf("%v", [service.user]))
	msg := "Give it a user of its own, by number: what breaks out of the program is root otherwise."
	result := finding(rego.metadata.rule(), msg, name)
}
