resource "aws_iam_user" "iam_user_console_access_bad" {
  name = "deploy"
}

resource "aws_iam_user_login_profile" "iam_user_console_access_bad" {
  user = aws_iam_user.iam_user_console_access_bad.name
}
