resource "aws_ecr_repository" "ecr_public_bad" {
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

resource "aws_ecr_repository_policy" "ecr_public_bad" {
  repository = aws_ecr_repository.ecr_public_bad.name

  policy = <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": "*",
      "Action": ["ecr:BatchGetImage"]
    }
  ]
}
EOF
}
