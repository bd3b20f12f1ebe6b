resource "aws_kms_key" "kms_key_policy_no_principal_bad" {
  description             = "Records"
  is_enabled              = true
  enable_key_rotation     = true
  deletion_window_in_days = 30

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": ["kms:*"],
      "Resource": "*"
    }
  ]
}
EOF
}
