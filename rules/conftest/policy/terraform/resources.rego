# Terraform, as hcl2json gives it: each block is a list, and an expression is a text with `${`.
# https://github.com/tmccombs/hcl2json
package muster.terraform

import data.muster

warn contains muster.seen(input, set())

resources contains {"type": type, "label": sprintf("%s.%s", [type, name]), "body": body} if {
	some type, named in input.resource
	some name, bodies in named
	some body in bodies
	is_object(body)
}

# The nested blocks of a name, also those that are made by a loop.
blocks(body, name) := array.concat(
	[block | some block in body[name]],
	[block | some loop in body.dynamic[name]; some block in loop.content],
)

finding(metadata, msg, resource) := muster.finding(metadata, msg, resource.label)

# What stands in some arguments and in the lists of others.
one_or_more(body, arguments, lists) := array.concat(
	[value | some name in arguments; value := body[name]],
	[value | some name in lists; some value in body[name]],
)

# Set to something that is not the value of a variable.
is_set_to(value, wanted) if value == wanted

is_set_to(value, wanted) if {
	is_string(value)
	value == sprintf("%v", [wanted])
}

# Not there, or set to false; what a variable says nobody knows here.
is_off(body, key) if not muster.has(body, key)

is_off(body, key) if is_set_to(body[key], false)

# The whole internet.
is_anyone(address) if address in {"0.0.0.0/0", "::/0", "*", "Internet", "any"}

anyone_in(addresses) if {
	some address in addresses
	is_anyone(address)
}

as_number(value) := value if is_number(value)

as_number(value) := to_number(value) if {
	is_string(value)
	regex.match(`^[0-9]{1,5}$`, value)
}
