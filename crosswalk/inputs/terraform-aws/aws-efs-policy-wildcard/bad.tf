resource "aws_efs_file_system_policy" "efs_policy_wildcard_bad" {
  file_system_id = "fs-0abcdef1234567890"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "*" },
      "Action": ["elasticfilesystem:*"],
      "Resource": "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0abcdef1234567890"
    }
  ]
}
EOF
}
