# What the policies for all kinds of files share.
package muster

# One issue, as Muster reads it: the rule's own annotations and what is wrong here.
# `msg` says what to do; `resource` names the part of the file, since nothing here knows lines.
finding(metadata, msg, resource) := {
	"msg": msg,
	"id": metadata.custom.id,
	"title": metadata.title,
	"severity": metadata.custom.severity,
	"cwes": metadata.custom.cwes,
	"docs": metadata.related_resources[0].ref,
	"resource": resource,
}

# Said of every document, whatever stands in it: that it was looked at. An empty one is told apart, since separators
# at the beginning or end of a file make some. `unseen` is what stands in the file and was not handed to the policies.
seen(document, unseen) := {
	"msg": "looked at",
	"seen": true,
	"empty": document in [null, [], {}],
	"unseen": unseen,
}

# The name of something secret, not of a file or a setting about it.
names_secret(name) if {
	is_string(name)
	regex.match(`(?i)(?:password|passwd|passphrase)$|(?:^|[_.-])(?:secret|token)$|(?:^|[_.-])(?:api|access|private|secret|encryption|signing)[_.-]?key$`, name)
}

# A value that stands there as it is: no reference to a variable, no placeholder, no template.
is_literal(value) if {
	is_string(value)
	trim_space(value) != ""
	not regex.match(`[$<>]|\{\{|^(?i:changeme|change-me|todo|xxx+|none|null|true|false)$`, value)
}

# An image whose contents can change under its name: without a tag or with `latest`, and without a digest.
floating_image(image) if {
	is_string(image)
	not regex.match(`[$@{]`, image)
	name := regex.replace(image, `^.*/`, "")
	not contains(name, ":")
}

floating_image(image) if {
	is_string(image)
	not contains(image, "@")
	endswith(image, ":latest")
}

# What is fetched is run without a look at it.
pipes_to_shell(script) if {
	is_string(script)
	regex.match(`\b(?:curl|wget)\b[^|;]*\|\s*(?:sudo\s+(?:-\S+\s+)*)?(?:/\S*/)?(?:ba|da|z|k)?sh\b`, script)
}

pipes_to_shell(script) if {
	is_string(script)
	regex.match("\\b(?:ba|da|z|k)?sh\\s+(?:-c\\s+)?[\"']?(?:<\\(|\\$\\(|`)\\s*(?:curl|wget)\\b", script)
}

# What tells a tool not to verify certificates: the switches of some, the settings and variables of others.
tls_switches := {
	"curl": `\bcurl\b[^|;&]*\s(?:-[fsSLOgiINjqRv]*k[fsSLOgiINjqRv]*|--insecure)(?:\s|$)`,
	"wget": `--no-check-certificate\b`,
	"pip": `--trusted-host\b`,
	"npm": `\bstrict-ssl["' =]+false\b`,
	"git": `(?i:http\.sslverify)["' =]+false\b`,
	"variable of Git": `\bGIT_SSL_NO_VERIFY=["']?(?:1|true)\b`,
	"variable of Node.js": `\bNODE_TLS_REJECT_UNAUTHORIZED=["']?0\b`,
	"variable of Python": `\bPYTHONHTTPSVERIFY=["']?0\b`,
}

disables_tls(script) if {
	is_string(script)
	some _, pattern in tls_switches
	regex.match(pattern, script)
}

# What lets a process out of its container or over the host (capabilities(7)).
dangerous_capability(name) if {
	is_string(name)
	trim_prefix(upper(name), "CAP_") in {
		"ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "SYS_RAWIO", "SYS_BOOT", "NET_ADMIN", "DAC_READ_SEARCH", "BPF", "PERFMON",
	}
}

# Ports that nobody outside should reach: administration and databases.
guarded_ports := {22, 23, 135, 445, 1433, 1521, 2375, 2376, 2379, 3306, 3389, 5432, 5601, 5984, 5985, 5986, 6379, 6443, 8086, 9042, 9200, 10250, 11211, 27017}

# It is there, and not left empty.
has(object, key) if object[key] != null

is_true(value) if value == true

is_true(value) if {
	is_string(value)
	lower(value) in {"true", "yes", "on", "1"}
}
