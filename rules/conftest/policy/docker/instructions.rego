# What conftest's parser gives for a Dockerfile: a list of instructions.
package muster.docker

import data.muster

warn contains muster.seen(input, here_documents)

# The parser keeps the `<<EOF` of a RUN and drops what follows (conftest/parser/docker).
here_documents contains "the here-document of a RUN is not handed to its policies" if {
	some instruction in input
	instruction.Cmd == "run"
	regex.match(`<<-?["']?[A-Za-z_]`, text(instruction))
}

text(instruction) := concat(" ", instruction.Value)

# ENV and LABEL come as name, value, separator, name, …
pairs(instruction) := [{"name": instruction.Value[i], "value": trim(instruction.Value[i + 1], "\"'")} |
	some i in numbers.range(0, count(instruction.Value) - 2)
	i % 3 == 0
]

final_stage := max([instruction.Stage | some instruction in input; instruction.Cmd == "from"])

names_of_stages contains {"name": lower(instruction.Value[2]), "stage": instruction.Stage} if {
	some instruction in input
	instruction.Cmd == "from"
	lower(instruction.Value[1]) == "as"
}

# Of two stages with one name the later one has it.
stage_names[name] := max([one.stage | some one in names_of_stages; one.name == name]) if some {"name": name, "stage": _} in names_of_stages

# The stages that a stage is built on, by `FROM name`.
parents[stage] := [stage_names[name] | name := lower(base_of[stage]); stage_names[name] < stage] if some stage, _ in base_of

base_of[instruction.Stage] := instruction.Value[0] if {
	some instruction in input
	instruction.Cmd == "from"
}

# The final image is made of these stages; a later one has the last word.
in_final_image := graph.reachable(parents, {final_stage})

# The image from elsewhere that the final one is built on.
foreign_base := base_of[min(in_final_image)]

finding(metadata, msg, index) := object.union(
	muster.finding(metadata, msg, sprintf("%s in %s", [upper(input[index].Cmd), stage_label(input[index].Stage)])),
	# Only so that two alike are two.
	{"instruction": index},
)

stage_label(stage) := sprintf("stage %s", [name]) if {
	some name, number in stage_names
	number == stage
} else := "the final stage" if {
	stage == final_stage
} else := sprintf("stage %d", [stage])
