# What everyone may reach. One rule for each fault: SSH, remote desktops, another port that is for few, everything.
package muster.terraform

import data.muster

# METADATA
# title: The SSH port is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: MUSTER-TERRAFORM-014
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "AWS"
	opens_ssh(open)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: The port for remote desktops is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: MUSTER-TERRAFORM-015
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "AWS"
	opens(open, 3389)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: A port for administration or a database is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: MUSTER-TERRAFORM-001
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "AWS"
	opens_another(open)
	result := muster.finding(rego.metadata.rule(), network_advice, sprintf("%s, %s", [open.label, called(open.ports)]))
}

# METADATA
# title: Every port is open to everyone (AWS)
# related_resources:
#   - https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
# custom:
#   id: MUSTER-TERRAFORM-016
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "AWS"
	open.ports == "all"
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: The SSH port is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/firewall/docs/firewalls
# custom:
#   id: MUSTER-TERRAFORM-017
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Google Cloud"
	opens_ssh(open)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: The port for remote desktops is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/firewall/docs/firewalls
# custom:
#   id: MUSTER-TERRAFORM-018
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Google Cloud"
	opens(open, 3389)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
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
	some open in opened
	open.cloud == "Google Cloud"
	opens_another(open)
	result := muster.finding(rego.metadata.rule(), network_advice, sprintf("%s, %s", [open.label, called(open.ports)]))
}

# METADATA
# title: Every port is open to everyone (Google Cloud)
# related_resources:
#   - https://docs.cloud.google.com/firewall/docs/firewalls
# custom:
#   id: MUSTER-TERRAFORM-019
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Google Cloud"
	open.ports == "all"
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: The SSH port is open to everyone (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
# custom:
#   id: MUSTER-TERRAFORM-020
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Azure"
	opens_ssh(open)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

# METADATA
# title: The port for remote desktops is open to everyone (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
# custom:
#   id: MUSTER-TERRAFORM-021
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Azure"
	opens(open, 3389)
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
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
	some open in opened
	open.cloud == "Azure"
	opens_another(open)
	result := muster.finding(rego.metadata.rule(), network_advice, sprintf("%s, %s", [open.label, called(open.ports)]))
}

# METADATA
# title: Every port is open to everyone (Azure)
# related_resources:
#   - https://learn.microsoft.com/en-us/azure/virtual-network/network-security-groups-overview
# custom:
#   id: MUSTER-TERRAFORM-022
#   severity: high
#   cwes: [CWE-284]
deny contains result if {
	some open in opened
	open.cloud == "Azure"
	open.ports == "all"
	result := muster.finding(rego.metadata.rule(), network_advice, open.label)
}

network_advice := "Name the addresses that need it, or go through a VPN or a bastion: such ports are tried within minutes."

# `ports` are the first and the last one, or `all`: then the faults of single ports are not told besides.
opened contains {"cloud": "AWS", "label": resource.label, "ports": aws_ports(rule), "protocol": protocol_of(rule)} if {
	some resource in resources
	some rule in ingress_rules(resource)
	anyone_in(one_or_more(rule, ["cidr_ipv4", "cidr_ipv6"], ["cidr_blocks", "ipv6_cidr_blocks"]))
}

ingress_rules(resource) := blocks(resource.body, "ingress") if resource.type in {"aws_security_group", "aws_default_security_group"}

ingress_rules(resource) := [resource.body] if resource.type == "aws_vpc_security_group_ingress_rule"

ingress_rules(resource) := [resource.body] if {
	resource.type == "aws_security_group_rule"
	resource.body.type == "ingress"
}

aws_ports(rule) := "all" if is_of_all_protocols(rule)

aws_ports(rule) := [as_number(rule.from_port), as_number(rule.to_port)] if not is_of_all_protocols(rule)

# They go without ports.
is_of_all_protocols(rule) if {
	some key in ["protocol", "ip_protocol"]
	rule[key] in {-1, "-1", "all"}
}

opened contains {"cloud": "Google Cloud", "label": resource.label, "ports": ports, "protocol": protocol_of(allowed)} if {
	some resource in resources
	resource.type == "google_compute_firewall"
	anyone_in(resource.body.source_ranges)
	some allowed in blocks(resource.body, "allow")
	some ports in google_ports(allowed)
}

google_ports(allowed) := ["all"] if allowed.protocol == "all"

# Without ports it is all of the protocol's.
google_ports(allowed) := [[0, 65535]] if {
	allowed.protocol in {"tcp", "udp"}
	not allowed.ports
}

google_ports(allowed) := [ends(range) | some range in allowed.ports] if {
	not allowed.protocol == "all"
	allowed.ports
}

opened contains {"cloud": "Azure", "label": resource.label, "ports": azure_ports(range), "protocol": protocol_of(rule)} if {
	some resource in resources
	some rule in azure_rules(resource)
	rule.direction == "Inbound"
	rule.access == "Allow"
	anyone_in(one_or_more(rule, ["source_address_prefix"], ["source_address_prefixes"]))
	some range in one_or_more(rule, ["destination_port_range"], ["destination_port_ranges"])
}

azure_rules(resource) := [resource.body] if resource.type == "azurerm_network_security_rule"

azure_rules(resource) := blocks(resource.body, "security_rule") if resource.type == "azurerm_network_security_group"

azure_ports(range) := "all" if range == "*"

azure_ports(range) := ends(range) if range != "*"

# `22` or `20-25`.
ends(range) := [range, range] if is_number(range)

ends(range) := [as_number(parts[0]), as_number(parts[count(parts) - 1])] if {
	is_string(range)
	parts := split(range, "-")
}

default protocol_of(_) := ""

protocol_of(rule) := "udp" if {
	some key in ["protocol", "ip_protocol"]
	lower(sprintf("%v", [rule[key]])) in {"udp", "17"}
}

opens(open, port) if {
	[from, to] := open.ports
	from <= port
	port <= to
}

# Nothing of it goes in datagrams.
opens_ssh(open) if {
	open.protocol != "udp"
	opens(open, 22)
}

opens_another(open) if {
	some port in (muster.guarded_ports - {22, 3389})
	opens(open, port)
}

called(ports) := sprintf("port %v", [ports[0]]) if ports[0] == ports[1]

called(ports) := sprintf("ports %v-%v", ports) if ports[0] != ports[1]
