resource "aws_iam_access_key" "iam_access_key_created_good" {
  user   = "deploy"
  status = "Inactive"
}
