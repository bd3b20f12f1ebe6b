resource "aws_ecr_repository" "ecr_no_policy_bad" {
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
