resource "aws_codecommit_approval_rule_template" "codecommit_one_approval_good" {
  name = "records"

  content = <<EOF
{
  "Version": "2018-11-08",
  "DestinationReferences": ["refs/heads/main"],
  "Statements": [{ "Type": "Approvers", "NumberOfApprovalsNeeded": 2 }]
}
EOF
}
