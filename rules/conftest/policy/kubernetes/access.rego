package muster.kubernetes

import data.muster

# METADATA
# title: A secret stands in a manifest
# related_resources:
#   - https://kubernetes.io/docs/concepts/configuration/secret/
# custom:
#   id: MUSTER-K8S-011
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some container in containers
	some variable in container.spec.env
	muster.names_secret(variable.name)
	muster.is_literal(variable.value)
	msg := sprintf("Take %s from a Secret that is not committed (valueFrom.secretKeyRef), and replace this one.", [variable.name])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [container.name, variable.name]))
}

# METADATA
# title: The contents of a Secret are committed
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/secrets-good-practices/
# custom:
#   id: MUSTER-K8S-012
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some object in objects
	object.kind == "Secret"
	some part in ["data", "stringData"]
	some key, value in object[part]
	muster.is_literal(value)
	msg := sprintf("Base64 hides nothing: have %v made by a secret store or an operator for sealed secrets, and replace this one.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %v", [label(object), key]))
}

# METADATA
# title: A role may do everything
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: MUSTER-K8S-013
#   severity: high
#   cwes: [CWE-269]
deny contains result if {
	some object in objects
	object.kind in {"Role", "ClusterRole"}
	some rule in object.rules
	"*" in rule.verbs
	"*" in rule.resources
	msg := "Name the resources and verbs that are needed: this role also reads secrets and makes further roles."
	result := muster.finding(rego.metadata.rule(), msg, label(object))
}

# METADATA
# title: Everyone, or everyone by default, gets a role
# related_resources:
#   - https://kubernetes.io/docs/reference/access-authn-authz/rbac/
# custom:
#   id: MUSTER-K8S-014
#   severity: high
#   cwes: [CWE-269]
deny contains result if {
	some object in objects
	object.kind in {"RoleBinding", "ClusterRoleBinding"}
	some subject in object.subjects
	is_everyone(subject)
	msg := sprintf("Bind the role to the service account that needs it, not to %v.", [subject.name])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %v", [label(object), subject.name]))
}

is_everyone(subject) if subject.name in {"system:anonymous", "system:unauthenticated", "system:authenticated", "system:serviceaccounts"}

is_everyone(subject) if {
	subject.kind == "ServiceAccount"
	subject.name == "default"
}

# METADATA
# title: A service account becomes administrator of the cluster
# related_resources:
#   - https://kubernetes.io/docs/concepts/security/rbac-good-practices/
# custom:
#   id: MUSTER-K8S-015
#   severity: high
#   cwes: [CWE-269]
deny contains result if {
	some object in objects
	object.kind == "ClusterRoleBinding"
	object.roleRef.name == "cluster-admin"
	some subject in object.subjects
	subject.kind == "ServiceAccount"
	msg := sprintf("Give %v a role with what it needs: whoever takes over its pod has the cluster.", [subject.name])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %v", [label(object), subject.name]))
}

# METADATA
# title: An Ingress takes traffic without TLS
# related_resources:
#   - https://kubernetes.io/docs/concepts/services-networking/ingress/#tls
# custom:
#   id: MUSTER-K8S-016
#   severity: low
#   cwes: [CWE-319]
deny contains result if {
	some object in objects
	object.kind == "Ingress"
	object.spec
	not has_tls(object)
	msg := "Add spec.tls with the hosts and the Secret of their certificate."
	result := muster.finding(rego.metadata.rule(), msg, label(object))
}

has_tls(object) if some _ in object.spec.tls
