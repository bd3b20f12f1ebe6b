resource "aws_iam_user" "iam_user_console_access_good" {
  name = "deploy"
}
