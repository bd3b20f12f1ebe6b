resource "aws_ecr_repository" "ecr_no_policy_good" {
  name                 = "records"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "KMS"
    kms_key         = "arn:aws:kms:eu-west-1:111122223333:key/example"
  }
}

resource "aws_ecr_repository_policy" "ecr_no_policy_good" {
  repository = aws_ecr_repository.ecr_no_policy_good.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": { "AWS": "arn:aws:iam::111122223333:role/web" },
      "Action": ["ecr:BatchGetImage"]
    }
  ]
}
EOF
}
