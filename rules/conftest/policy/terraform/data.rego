package muster.terraform

import data.muster

# METADATA
# title: A bucket is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
# custom:
#   id: MUSTER-TERRAFORM-007
#   severity: high
#   cwes: [CWE-732]
deny contains result if {
	some resource in resources
	resource.type in {"aws_s3_bucket", "aws_s3_bucket_acl"}
	resource.body.acl in {"public-read", "public-read-write", "authenticated-read"}
	msg := "Take the acl out and add an aws_s3_bucket_public_access_block; what has to be public goes through a CDN."
	result := finding(rego.metadata.rule(), msg, resource)
}

# METADATA
# title: Containers of a storage account may be opened to everyone (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/storage/blobs/anonymous-read-access-prevent
# custom:
#   id: MUSTER-TERRAFORM-009
#   severity: medium
#   cwes: [CWE-732]
deny contains result if {
	some resource in resources
	resource.type == "azurerm_storage_account"
	some key in ["allow_nested_items_to_be_public", "allow_blob_public_access"]
	resource.body[key] in {true, "true"}
	msg := sprintf("Set %s = false: a container that is made public by mistake is then not.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [resource.label, key]))
}

# METADATA
# title: A storage account takes requests without TLS (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/storage/common/storage-require-secure-transfer
# custom:
#   id: MUSTER-TERRAFORM-023
#   severity: medium
#   cwes: [CWE-319]
deny contains result if {
	some resource in resources
	resource.type == "azurerm_storage_account"
	some key in ["https_traffic_only_enabled", "enable_https_traffic_only"]
	resource.body[key] in {false, "false"}
	msg := sprintf("Set %s = true: keys and data go over the network in clear text.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [resource.label, key]))
}

# METADATA
# title: A storage account accepts an old TLS (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/storage/common/transport-layer-security-configure-minimum-version
# custom:
#   id: MUSTER-TERRAFORM-024
#   severity: medium
#   cwes: [CWE-326]
deny contains result if {
	some resource in resources
	resource.type == "azurerm_storage_account"
	some key in ["min_tls_version"]
	resource.body[key] in {"TLS1_0", "TLS1_1"}
	msg := sprintf("Set %s = \"TLS1_2\": the versions before have known weaknesses.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [resource.label, key]))
}

# METADATA
# title: Stored data is not encrypted
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.html
# custom:
#   id: MUSTER-TERRAFORM-010
#   severity: medium
#   cwes: [CWE-311]
deny contains result if {
	some resource in resources
	key := encryption_switch[resource.type]
	is_off(resource.body, key)
	not resource.body.snapshot_identifier
	not resource.body.replicate_source_db
	msg := sprintf("Set %s = true; it cannot be turned on later without making the thing anew.", [key])
	result := finding(rego.metadata.rule(), msg, resource)
}

encryption_switch := {
	"aws_db_instance": "storage_encrypted",
	"aws_rds_cluster": "storage_encrypted",
	"aws_docdb_cluster": "storage_encrypted",
	"aws_neptune_cluster": "storage_encrypted",
	"aws_ebs_volume": "encrypted",
	"aws_efs_file_system": "encrypted",
	"aws_redshift_cluster": "encrypted",
	"aws_elasticache_replication_group": "at_rest_encryption_enabled",
}

# METADATA
# title: A policy allows everything
# related_resources:
#   - https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege
# custom:
#   id: MUSTER-TERRAFORM-011
#   severity: high
#   cwes: [CWE-269]
deny contains result if {
	some label in allow_everything
	msg := "Name the actions and resources that are needed: with * on both it is an administrator."
	result := muster.finding(rego.metadata.rule(), msg, label)
}

allow_everything contains sprintf("data.aws_iam_policy_document.%s", [name]) if {
	some name, bodies in input.data.aws_iam_policy_document
	some body in bodies
	some statement in blocks(body, "statement")
	not statement.effect == "Deny"
	"*" in statement.actions
	"*" in statement.resources
}

allow_everything contains resource.label if {
	some resource in resources
	some key in ["policy", "inline_policy"]
	json.is_valid(resource.body[key])
	some statement in as_list(json.unmarshal(resource.body[key]).Statement)
	statement.Effect == "Allow"
	"*" in as_list(statement.Action)
	"*" in as_list(statement.Resource)
}

# The same within jsonencode(…), which is not evaluated here.
allow_everything contains resource.label if {
	some resource in resources
	is_string(resource.body.policy)
	regex.match(`^\$\{jsonencode\(`, resource.body.policy)
	some statement in regex.find_n(`\{[^{}]*\}`, resource.body.policy, -1)
	regex.match(`\bEffect"?\s*[=:]\s*"Allow"`, statement)
	regex.match(`\bAction"?\s*[=:]\s*\[?\s*"\*"`, statement)
	regex.match(`\bResource"?\s*[=:]\s*\[?\s*"\*"`, statement)
}

as_list(value) := value if is_array(value)

as_list(value) := [value] if not is_array(value)

# METADATA
# title: A secret stands in Terraform code
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/manage-sensitive-data
# custom:
#   id: MUSTER-TERRAFORM-012
#   severity: high
#   cwes: [CWE-798]
deny contains result if {
	some resource in (resources | providers)
	some key, value in resource.body
	muster.names_secret(key)
	muster.is_literal(value)
	msg := sprintf("Take %s from a secret store or a variable that is not committed, and replace this one.", [key])
	result := muster.finding(rego.metadata.rule(), msg, sprintf("%s, %s", [resource.label, key]))
}

providers contains {"label": sprintf("provider %s", [name]), "body": body} if {
	some name, bodies in input.provider
	some body in bodies
	is_object(body)
}

# METADATA
# title: A module can change under its name
# related_resources:
#   - https://developer.hashicorp.com/terraform/language/modules/configuration#source
# custom:
#   id: MUSTER-TERRAFORM-013
#   severity: low
#   cwes: [CWE-829]
deny contains result if {
	some name, bodies in input.module
	some body in bodies
	is_string(body.source)
	regex.match(`^(?:git::|git@|github\.com/|bitbucket\.org/)`, body.source)
	not contains(body.source, "ref=")
	msg := "Add ?ref= with a commit or a tag to the source: it is whatever was pushed last."
	result := muster.finding(rego.metadata.rule(), msg, sprintf("module.%s", [name]))
}
