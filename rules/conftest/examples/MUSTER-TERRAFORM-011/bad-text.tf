resource "aws_iam_policy" "a" {
  policy = <<-EOT
{"Statement": {"Effect": "Allow", "Action": ["*"], "Resource": "*"}}
  EOT
}
