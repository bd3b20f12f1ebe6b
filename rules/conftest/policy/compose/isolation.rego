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
# title: A container shares a namespace of the host
# related_resources:
#   - https://docs.docker.com/reference/compose-file/services/#network_mode
# custom:
#   id: MUSTER-COMPOSE-003
#   severity: medium
#   cwes: [CWE-653]
deny contains result if {
	some name, service in services
	some key in ["network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup"]
	service[key] == "host"
	msg := sprintf("Take %s: host out: the container sees and reaches what belongs to the host.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("service %s, %s", [name, key]))
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
# title: The confinement of a container is turned off
# related_resources:
#   - https://docs.docker.com/engine/security/seccomp/
# custom:
#   id: MUSTER-COMPOSE-005
#   severity: medium
#   cwes: [CWE-693]
deny contains result if {
	some name, service in services
	some option in service.security_opt
	is_string(option)
	regex.match(`^(?:seccomp|apparmor|systempaths)[:=]unconfined$|^label[:=]disable$|^no-new-privileges[:=]false$`, option)
	msg := sprintf("Take %s out, or write a profile that allows what is needed.", [option])
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
