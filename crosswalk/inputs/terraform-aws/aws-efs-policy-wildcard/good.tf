resource "aws_efs_file_system_policy" "efs_policy_wildcard_good" {
  file_system_id = "fs-0abcdef1234567890"

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["elasticfilesystem:ClientMount"],
      "Resource": "arn:aws:elasticfilesystem:eu-west-1:111122223333:file-system/fs-0abcdef1234567890"
    }
  ]
}
EOF
}
