resource "aws_iam_access_key" "iam_access_key_created_bad" {
  user   = "deploy"
  status = "Active"
}
