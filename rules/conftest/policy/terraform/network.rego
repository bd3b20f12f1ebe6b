package muster.terraform

# METADATA
# title: A port for administration or a database is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: MUSTER-TERRAFORM-001
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some resource in resources
	some rule in ingress_rules(resource)
	some address in one_or_more(rule, ["cidr_ipv4", "cidr_ipv6"], ["cidr_blocks", "ipv6_cidr_blocks"])
	is_anyone(address)
	opens_aws(rule)
	result := finding(rego.metadata.rule(), network_advice, resource)
}

network_advice := "Name the addresses that need it, or go through a VPN or a bastion: such ports are tried within minutes."

ingress_rules(resource) := blocks(resource.body, "ingress") if resource.type in {"aws_security_group", "aws_default_security_group"}

ingress_rules(resource) := [resource.body] if resource.type == "aws_vpc_security_group_ingress_rule"

ingress_rules(resource) := [resource.body] if {
	resource.type == "aws_security_group_rule"
	resource.body.type == "ingress"
}

opens_aws(rule) if opens_guarded_port(rule.from_port, rule.to_port)

# All protocols, which go without ports.
opens_aws(rule) if {
	some key in ["protocol", "ip_protocol"]
	rule[key] in {-1, "-1", "all"}
}

# METADATA
# title: A port for administration or a database is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/firewall/docs/firewalls
# custom:
#   id: MUSTER-TERRAFORM-002
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some resource in resources
	resource.type == "google_compute_firewall"
	anyone_in(resource.body.source_ranges)
	some allowed in blocks(resource.body, "allow")
	opens_google(allowed)
	result := finding(rego.metadata.rule(), network_advice, resource)
}

opens_google(allowed) if allowed.protocol == "all"

# Without ports it is all ports.
opens_google(allowed) if {
	allowed.protocol in {"tcp", "udp"}
	not allowed.ports
}

opens_google(allowed) if {
	some range in allowed.ports
	[from, to] := ends(range)
	opens_guarded_port(from, to)
}

# METADATA
# title: A port for administration or a database is open to everyone (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
# custom:
#   id: MUSTER-TERRAFORM-003
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some resource in resources
	some rule in azure_rules(resource)
	rule.direction == "Inbound"
	rule.access == "Allow"
	some source in one_or_more(rule, ["source_address_prefix"], ["source_address_prefixes"])
	is_anyone(source)
	some range in one_or_more(rule, ["destination_port_range"], ["destination_port_ranges"])
	opens_azure(range)
	result := finding(rego.metadata.rule(), network_advice, resource)
}

azure_rules(resource) := [resource.body] if resource.type == "azurerm_network_security_rule"

azure_rules(resource) := blocks(resource.body, "security_rule") if resource.type == "azurerm_network_security_group"

opens_azure(range) if range == "*"

opens_azure(range) if {
	[from, to] := ends(range)
	opens_guarded_port(from, to)
}

# `22` or `20-25`.
ends(range) := [range, range] if is_number(range)

ends(range) := [parts[0], parts[count(parts) - 1]] if {
	is_string(range)
	parts := split(range, "-")
}

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
