resource "aws_ecr_repository" "ecr_no_own_key_bad" {
  name                 = "records"
  image_tag_mutability = "IMMUTABLE"

  image_scanning_configuration {
    scan_on_push = true
  }

}
