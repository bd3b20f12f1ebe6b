resource "aws_iam_user" "iam_user_two_access_keys_good" {
  name = "deploy"
}

resource "aws_iam_access_key" "iam_user_two_access_keys_good" {
  user = aws_iam_user.iam_user_two_access_keys_good.name
}
