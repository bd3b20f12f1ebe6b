resource "aws_iam_access_key" "iam_access_key_root_bad" {
  user = "root"
}
