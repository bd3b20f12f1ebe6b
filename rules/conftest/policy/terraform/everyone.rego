# Roles that Google Cloud gives to everyone. One rule for each kind of resource: what others can do with it differs.
package muster.terraform

import data.muster

# METADATA
# title: A bucket is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/storage/docs/public-access-prevention
# custom:
#   id: MUSTER-TERRAFORM-008
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "bucket"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: Everyone may use a key (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/kms/docs/iam
# custom:
#   id: MUSTER-TERRAFORM-025
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "key"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: Everyone may use the keys of a ring (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/kms/docs/iam
# custom:
#   id: MUSTER-TERRAFORM-026
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "ring"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: A table is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/bigquery/docs/control-access-to-resources-iam
# custom:
#   id: MUSTER-TERRAFORM-027
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "table"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: A topic is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/pubsub/docs/access-control
# custom:
#   id: MUSTER-TERRAFORM-028
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "topic"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: A repository of artifacts is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/artifact-registry/docs/access-control
# custom:
#   id: MUSTER-TERRAFORM-029
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "repository"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: Everyone may call a service (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/run/docs/authenticating/public
# custom:
#   id: MUSTER-TERRAFORM-030
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "service"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: Everyone may call a function (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/functions/docs/securing/managing-access-iam
# custom:
#   id: MUSTER-TERRAFORM-031
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "function"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: A cluster of Dataproc is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/dataproc/docs/concepts/iam/iam
# custom:
#   id: MUSTER-TERRAFORM-032
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "cluster"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

# METADATA
# title: Everyone is given a role (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/iam/docs/principals-overview
# custom:
#   id: MUSTER-TERRAFORM-033
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some grant in granted_to_everyone
	grant.kind == "other"
	result := muster.finding(rego.metadata.rule(), advice_for(grant), grant.label)
}

advice_for(grant) := sprintf("Name who needs it instead of %s: that is everyone, with an account or without.", [grant.member])

granted_to_everyone contains {"kind": kind, "label": resource.label, "member": member} if {
	some resource in resources
	regex.match(`^google_.+_iam_(?:member|binding)$`, resource.type)
	some member in one_or_more(resource.body, ["member"], ["members"])
	member in {"allUsers", "allAuthenticatedUsers"}
	kind := kind_of(regex.replace(resource.type, `_iam_(?:member|binding)$`, ""))
}

default kind_of(_) := "other"

kind_of(type) := kinds[type]

kinds := {
	"google_storage_bucket": "bucket",
	"google_kms_crypto_key": "key",
	"google_kms_key_ring": "ring",
	"google_bigquery_table": "table",
	"google_pubsub_topic": "topic",
	"google_artifact_registry_repository": "repository",
	"google_cloud_run_service": "service",
	"google_cloud_run_v2_service": "service",
	"google_cloudfunctions_function": "function",
	"google_cloudfunctions2_function": "function",
	"google_dataproc_cluster": "cluster",
}
