resource "aws_iam_user" "iam_user_two_access_keys_bad" {
  name = "deploy"
}

resource "aws_iam_access_key" "iam_user_two_access_keys_bad" {
  user = aws_iam_user.iam_user_two_access_keys_bad.name
}

resource "aws_iam_access_key" "iam_user_two_access_keys_bad_second" {
  user = aws_iam_user.iam_user_two_access_keys_bad.name
}
