package muster.terraform

# METADATA
# title: A database can be reached from the internet
# related_resources:
#   - https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html
# custom:
#   id: MUSTER-TERRAFORM-004
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some resource in resources
	resource.type in {"aws_db_instance", "aws_rds_cluster_instance", "aws_redshift_cluster", "aws_dms_replication_instance"}
	is_set_to(resource.body.publicly_accessible, true)
	msg := "Set publicly_accessible = false and let in what needs it from within the network."
	result := finding(rego.metadata.rule(), msg, resource)
}

# METADATA
# title: A load balancer takes traffic without TLS
# related_resources:
#   - https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
# custom:
#   id: MUSTER-TERRAFORM-005
#   severity: medium
#   cwes: [CWE-319]
deny contains result if {
	some resource in resources
	resource.type in {"aws_lb_listener", "aws_alb_listener"}
	resource.body.protocol == "HTTP"
	not redirects(resource.body)
	msg := "Set protocol = \"HTTPS\" with a certificate, and let the listener for HTTP redirect to it."
	result := finding(rego.metadata.rule(), msg, resource)
}

redirects(body) if {
	some action in blocks(body, "default_action")
	action.type == "redirect"
}

# METADATA
# title: Any request that a machine can be made to send gets its credentials
# related_resources:
#   - https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-service.html
# custom:
#   id: MUSTER-TERRAFORM-006
#   severity: medium
#   cwes: [CWE-918]
deny contains result if {
	some resource in resources
	resource.type in {"aws_instance", "aws_launch_template"}
	not requires_tokens(resource.body)
	msg := "Add metadata_options { http_tokens = \"required\" }: the older service answers to a plain GET."
	result := finding(rego.metadata.rule(), msg, resource)
}

requires_tokens(body) if {
	some options in blocks(body, "metadata_options")
	not options.http_tokens == "optional"
	options.http_tokens
}

requires_tokens(body) if {
	some options in blocks(body, "metadata_options")
	options.http_endpoint == "disabled"
}
