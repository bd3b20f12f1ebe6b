resource "aws_kms_key" "kms_key_disabled_good" {
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
      "Principal": { "AWS": "arn:aws:iam::111122223333:root" },
      "Action": ["kms:*"],
      "Resource": "*"
    }
  ]
}
EOF
}
